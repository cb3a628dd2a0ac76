package admin

import "github.com/sapa-inbox/sapa/internal/access"

// Gate says what a verb needs.
type Gate struct {
	// Need is a permission of the member; empty for none.
	Need access.Permission
	// Open says in words why a verb needs none; empty otherwise.
	Open string
}

const (
	outside  = "for whoever is not signed in yet; guarded by a code, a link or a password"
	own      = "the member's own account"
	everyone = "every member needs the names; what is private is left out by the API"
	operator = "for the operator at the command line, or the program itself"
)

// gates has one row for each exported verb; a test fails on a verb without one.
var gates = map[string]Gate{
	"Installation":      {Open: operator},
	"SetUpCode":         {Open: operator},
	"SetUpOpen":         {Open: outside},
	"SetUp":             {Open: outside},
	"SignIn":            {Open: outside},
	"Authenticate":      {Open: outside},
	"LookInvitation":    {Open: outside},
	"AcceptInvitation":  {Open: outside},
	"Me":                {Open: own},
	"UpdateMe":          {Open: own},
	"SetAvatar":         {Open: own},
	"ChangePassword":    {Open: own},
	"SetPresence":       {Open: own},
	"Acted":             {Open: own},
	"Connected":         {Open: own},
	"KeepPresence":      {Open: operator},
	"Sessions":          {Open: own},
	"SignOut":           {Open: own},
	"SignOutEverywhere": {Open: own},
	"Members":           {Open: everyone},
	"Invite":            {Need: access.ManageMembers},
	"UpdateMember":      {Need: access.ManageMembers},
	"RemoveMember":      {Need: access.ManageMembers},
	"Reinvite":          {Need: access.ManageMembers},
	"Channels":          {Open: everyone},
	"Specs":             {Open: everyone},
	"ConnectChannel":    {Need: access.ConnectChannels},
	"BeginLogin":        {Need: access.ConnectChannels},
	"EndLogin":          {Need: access.ConnectChannels},
	"HasLogin":          {Open: everyone},
	"UpdateChannel":     {Need: access.ManageChannels},
	"MakeSecret":        {Need: access.ManageChannels},
	"MakeServiceSecret": {Need: access.ManageAllocation},
	"RemoveChannel":     {Need: access.ManageChannels},
	"ChannelByKey":      {Open: outside},
	"ChannelSecrets":    {Open: everyone},
	"UpdateWorkspace":   {Need: access.WorkspaceSettings},
	"UpdateSettings":    {Open: "each setting has a permission of its own: access.Who.NeedSetting"},
	"Workload":          {Need: access.ManageAllocation},
	"SetWorkload":       {Need: access.ManageAllocation},
	"AddWorkspace":      {Open: operator},
	"Workspaces":        {Open: operator},
	"LinkFor":           {Open: operator},
	"Expire":            {Open: operator},

	"Departments":        {Open: everyone},
	"CreateDepartment":   {Need: access.ManageDepartments},
	"UpdateDepartment":   {Need: access.ManageDepartments},
	"MakeMain":           {Need: access.ChooseMain},
	"RemoveDepartment":   {Need: access.ManageDepartments},
	"RevokeDepartments":  {Open: operator},
	"RestoreDepartments": {Open: operator},
}

// Gates answers the table, for the test that walks the verbs.
func Gates() map[string]Gate { return gates }

// pass applies a verb's gate.
func (s *step) pass(verb string) error {
	if need := gates[verb].Need; need != "" {
		return s.who.Need(need)
	}
	return nil
}
