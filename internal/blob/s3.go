package blob

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// tries is how often a request without a body is made before its error is reported: enough for a
// dropped connection. Waiting longer is the work of the job that asked.
const tries = 3

// defaultRegion is what most servers other than Amazon's expect when nothing is configured.
const defaultRegion = "us-east-1"

// S3Config says where the bucket is. The endpoint comes from whoever runs the server, never from a member.
type S3Config struct {
	Endpoint  string // URL without a path, such as https://s3.ap-southeast-3.amazonaws.com
	Region    string // empty means us-east-1
	Bucket    string // must exist; it is never created
	AccessKey string
	SecretKey string
	PathStyle bool // https://endpoint/bucket/key instead of https://bucket.endpoint/key
	Insecure  bool // permits an http:// endpoint, for a server on the same machine or in a lab

	// Stall is how long a connection may move no byte before it is given up; 0 means one minute.
	Stall time.Duration
	// Dial connects to the server; nil means an ordinary connection.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// S3 keeps objects in a bucket. On a bucket with versioning, deleted bytes stay as old versions until the
// bucket's own life-cycle rule removes them.
type S3 struct {
	client *minio.Core
	bucket string
	host   string
}

// OpenS3 prepares the use of a bucket. It sends nothing; Check does.
func OpenS3(cfg S3Config) (*S3, error) {
	endpoint, err := cfg.endpoint()
	if err != nil {
		return nil, err
	}
	client, err := minio.NewCore(endpoint.Host, &minio.Options{
		Creds:        credentials.NewStaticV4(cfg.AccessKey, cfg.SecretKey, ""),
		Secure:       endpoint.Scheme == "https",
		Transport:    transport(cfg),
		Region:       cmp.Or(cfg.Region, defaultRegion),
		BucketLookup: cfg.lookup(),
		MaxRetries:   tries,
	})
	if err != nil {
		return nil, fmt.Errorf("blob: s3 at %s: %w", endpoint.Host, err)
	}
	return &S3{client: client, bucket: cfg.Bucket, host: endpoint.Host}, nil
}

// endpoint checks the settings that would otherwise fail late or in a way hard to understand.
func (c S3Config) endpoint() (*url.URL, error) {
	u, err := url.Parse(c.Endpoint)
	switch {
	case err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http"):
		return nil, errors.New("blob: s3 endpoint must be a URL such as https://s3.example.com")
	case u.User != nil || (u.Path != "" && u.Path != "/") || u.RawQuery != "":
		return nil, errors.New("blob: s3 endpoint must hold a host only: no keys, path or query")
	case u.Scheme == "http" && !c.Insecure:
		return nil, errors.New("blob: s3 endpoint is not https; permit that expressly if the server is on a network you trust")
	case c.Bucket == "":
		return nil, errors.New("blob: s3 bucket is missing")
	case c.AccessKey == "" || c.SecretKey == "":
		return nil, errors.New("blob: s3 access key and secret key are both needed")
	}
	return u, nil
}

func (c S3Config) lookup() minio.BucketLookupType {
	if c.PathStyle {
		return minio.BucketLookupPath
	}
	return minio.BucketLookupDNS
}

// Put implements Store. The object is marked to be downloaded rather than shown, should the bucket ever be made public.
func (s *S3) Put(ctx context.Context, key Key, r io.Reader, size int64, contentType string) error {
	if err := errors.Join(key.Check(), ctx.Err()); err != nil {
		return err
	}
	body := newExact(ctx, r, size)
	if size == 0 {
		if _, err := body.Read(nil); !errors.Is(err, io.EOF) {
			return fmt.Errorf("blob: put %s: %w", key, err)
		}
	}
	_, err := s.client.Client.PutObject(ctx, s.bucket, string(key), body, size, minio.PutObjectOptions{
		ContentType:        contentType,
		ContentDisposition: "attachment",
		// Over https the library leaves the payload unsigned; over http it would send signed chunks, which not
		// every server reads to their end. One form on the wire is the one that is tested.
		DisableContentSha256: true,
	})
	return s.wrap("put", key, err)
}

// Open implements Store. Nothing is read before the first Read, and then only from where the reader stands.
func (s *S3) Open(ctx context.Context, key Key) (io.ReadSeekCloser, Object, error) {
	if err := errors.Join(key.Check(), ctx.Err()); err != nil {
		return nil, Object{}, err
	}
	stat, err := s.client.StatObject(ctx, s.bucket, string(key), minio.StatObjectOptions{})
	if err != nil {
		return nil, Object{}, s.wrap("open", key, err)
	}
	if stat.Size < 0 {
		return nil, Object{}, fmt.Errorf("blob: open %s: the server does not tell how large it is", key)
	}
	r := &s3Reader{ctx: ctx, store: s, key: key, version: stat.ETag, size: stat.Size}
	return r, Object{Size: stat.Size, ModTime: stat.LastModified}, nil
}

// Delete implements Store.
func (s *S3) Delete(ctx context.Context, key Key) error {
	if err := errors.Join(key.Check(), ctx.Err()); err != nil {
		return err
	}
	err := s.wrap("delete", key, s.client.RemoveObject(ctx, s.bucket, string(key), minio.RemoveObjectOptions{}))
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// Check implements Store. It asks for the bucket and writes nothing.
func (s *S3) Check(ctx context.Context) error {
	found, err := s.client.BucketExists(ctx, s.bucket)
	answer := minio.ToErrorResponse(err)
	switch {
	case err == nil && found:
		return nil
	case err == nil:
		return fmt.Errorf("blob: s3 at %s has no bucket %q", s.host, s.bucket)
	case answer.StatusCode == http.StatusForbidden:
		return fmt.Errorf("blob: s3 at %s refuses bucket %q: wrong keys, or no permission for it", s.host, s.bucket)
	case answer.Region != "":
		return fmt.Errorf("blob: s3 at %s says bucket %q is in region %q", s.host, s.bucket, answer.Region)
	case answer.StatusCode != 0:
		return fmt.Errorf("blob: s3 at %s answers %d for bucket %q: %w", s.host, answer.StatusCode, s.bucket, err)
	}
	return fmt.Errorf("blob: s3 at %s cannot be reached: %w", s.host, err)
}

func (s *S3) wrap(verb string, key Key, err error) error {
	if err == nil {
		return nil
	}
	if minio.ToErrorResponse(err).StatusCode == http.StatusNotFound {
		return fmt.Errorf("%w: %s", ErrNotFound, key)
	}
	return fmt.Errorf("blob: %s %s on s3 at %s: %w", verb, key, s.host, err)
}
