import { Inbox } from "lucide-react";
import { toast } from "../lib/toast";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorView } from "../ui/error-boundary";
import { SkeletonRows } from "../ui/skeleton";
import { Spinner } from "../ui/spinner";
import { Line } from "./kit";

export function FeedbackParts() {
  return (
    <>
      <Banner>Widget ini belum dipasang di situs Anda.</Banner>
      <Banner kind="ok">Perubahan tersimpan.</Banner>
      <Banner kind="warn" actions={<Button size="small">Pilih templat</Button>}>
        Jendela 24 jam sudah berakhir. Pelanggan harus menulis dulu sebelum Anda dapat membalas.
      </Banner>
      <Banner kind="bad" onDismiss={() => undefined}>
        Percakapan ini sudah diambil oleh Budi Santoso. Teks Anda tidak dikirim.
      </Banner>
      <Line>
        <Button
          onClick={() =>
            toast({ text: "Percakapan diselesaikan", action: { label: "Urungkan", run: () => undefined } })
          }
        >
          Tampilkan toast
        </Button>
        <Button
          onClick={() => toast({ kind: "failed", text: "Tidak ada koneksi. Periksa internet Anda, lalu coba lagi." })}
        >
          Toast gagal
        </Button>
        <Spinner size={24} />
      </Line>
      <div className="grid gap-4 md:grid-cols-2">
        <EmptyState
          icon={<Inbox size={24} />}
          title="Belum ada percakapan"
          action={<Button look="primary">Pasang widget</Button>}
        >
          Pasang widget di situs Anda, lalu pesan pertama muncul di sini.
        </EmptyState>
        <ErrorView
          error={new Error("Cannot read properties of undefined (reading 'name')")}
          onRetry={() => undefined}
        />
      </div>
      <SkeletonRows rows={3} />
    </>
  );
}
