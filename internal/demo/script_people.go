package demo

const (
	sekar person = iota
	kevin
	maruli
	ajeng
	tenri
	dewi
	bayu
	cecep
	rahmi
	kadek
	yohana
)

// People are the members of the workspace, the owner first.
var People = []Person{
	sekar: {
		Name: "Sekar Kencanawati", Short: "Sekar", Role: "owner",
		Email: "sekar@batikkencana.example", Phone: "+6283455500001",
	},
	kevin: {
		Name: "Kevin Tanuwijaya", Short: "Kevin", Role: "admin",
		Email: "kevin@batikkencana.example", Phone: "+6282955500002",
	},
	maruli: {
		Name: "Maruli Simanjuntak", Short: "Maruli", Role: "manager",
		Email: "maruli@batikkencana.example", Phone: "+6286255500003",
	},
	ajeng: {
		Name: "Ajeng Puspitasari", Short: "Ajeng", Role: "supervisor",
		Email: "ajeng@batikkencana.example", Phone: "+6287455500004",
	},
	tenri: {
		Name: "Andi Tenri Ampa", Short: "Tenri", Role: "supervisor",
		Email: "tenri@batikkencana.example", Phone: "+6285455500005",
	},
	dewi: {
		Name: "Dewi Anggraini", Short: "Dewi", Role: "agent",
		Email: "dewi@batikkencana.example", Phone: "+6282055500006",
	},
	bayu: {
		Name: "Bayu Prasetyo", Short: "Bayu", Role: "agent",
		Email: "bayu@batikkencana.example", Phone: "+6283655500007",
	},
	cecep: {
		Name: "Cecep Hidayat", Short: "Cecep", Role: "agent",
		Email: "cecep@batikkencana.example", Phone: "+6289355500008",
	},
	rahmi: {
		Name: "Rahmi Chaniago", Short: "Rahmi", Role: "agent",
		Email: "rahmi@batikkencana.example", Phone: "+6286555500009",
	},
	kadek: {
		Name: "Ni Kadek Ayu Savitri", Short: "Kadek", Role: "agent",
		Email: "kadek@batikkencana.example", Phone: "+6287655500010",
	},
	yohana: {
		Name: "Yohana Wattimena", Short: "Yohana", Role: "agent",
		Email: "yohana@batikkencana.example", Phone: "+6283955500011",
	},
}
