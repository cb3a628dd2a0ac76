package inbox

import "github.com/sapa-inbox/sapa/internal/access"

// Gate says what a verb needs.
type Gate struct {
	// Act is checked against the conversation the verb is about; empty for verbs about no single one.
	Act access.Act
	// Need is a permission of the member; empty for none.
	Need access.Permission
	// Open says in words why a verb has neither; empty otherwise.
	Open string
}

const (
	reads  = "reads what the member's scope shows"
	own    = "the member's own: drafts, marks, uploads"
	views  = "the member's own; those everybody has need access.ShareViews"
	arrive = "comes from a customer or the clock, not from a member"
)

// gates has one row for each exported verb; a test fails on a verb without one.
var gates = map[string]Gate{
	"Reply":            {Act: access.Reply},
	"AddNote":          {Act: access.Note},
	"Take":             {Act: access.Take},
	"Assign":           {Act: access.Assign},
	"Unassign":         {Act: access.Unassign},
	"Resolve":          {Act: access.Resolve},
	"Move":             {Act: access.Move},
	"Next":             {Need: access.Claim},
	"PrivateReply":     {Act: access.Reply},
	"Hide":             {Act: access.Reply},
	"Like":             {Act: access.Reply},
	"Post":             {Open: reads},
	"PostPicture":      {Open: reads},
	"PostsDue":         {Open: arrive},
	"CatchUp":          {Open: arrive},
	"RunPosts":         {Open: arrive},
	"React":            {Act: access.Note},
	"EditMessage":      {Act: access.Reply},
	"DeleteMessage":    {Act: access.Reply},
	"UpdateContact":    {Open: reads},
	"MarkRead":         {Open: own},
	"MarkUnread":       {Open: own},
	"SaveDraft":        {Open: own},
	"Drafts":           {Open: own},
	"Upload":           {Open: own},
	"List":             {Open: reads},
	"Rows":             {Open: reads},
	"Rooms":            {Open: reads},
	"ExportRooms":      {Need: access.Export},
	"AssignMany":       {Need: access.AssignMany},
	"Views":            {Open: views},
	"SaveView":         {Open: views},
	"UpdateView":       {Open: views},
	"DeleteView":       {Open: views},
	"Search":           {Open: reads},
	"Conversation":     {Open: reads},
	"Thread":           {Open: reads},
	"Contact":          {Open: reads},
	"Versions":         {Open: reads},
	"Counts":           {Open: reads},
	"File":             {Open: reads},
	"Mentionable":      {Open: reads},
	"Assignable":       {Act: access.Assign},
	"Live":             {Open: reads},
	"Sees":             {Open: reads},
	"Monitor":          {Need: access.Monitor},
	"PresenceLog":      {Need: access.Monitor},
	"Resend":           {Act: access.Reply},
	"Settle":           {Act: access.Reply},
	"RetryFile":        {Act: access.Note},
	"Templates":        {Open: reads},
	"LetterOf":         {Open: reads},
	"BeginMail":        {Act: access.Reply},
	"Original":         {Need: access.SeeAll},
	"MailReply":        {Open: reads},
	"WhatIf":           {Need: access.Monitor},
	"CheckChannel":     {Need: access.ManageChannels},
	"SubscribeChannel": {Need: access.ManageChannels},
	"StuckDeliveries":  {Need: access.ManageChannels},
	"Delivery":         {Need: access.ManageChannels},
	"Replay":           {Need: access.ManageChannels},
	"Discard":          {Need: access.ManageChannels},
	"Accept":           {Open: arrive},
	"AcceptFile":       {Open: arrive},
	"Handshake":        {Open: arrive},
	"IngestWaiting":    {Open: arrive},
	"ForgetDeliveries": {Open: arrive},
	"FetchDue":         {Open: arrive},
	"ProfilesDue":      {Open: arrive},
	"RunProfiles":      {Open: arrive},
	"CheckDue":         {Open: arrive},
	"Dispatch":         {Open: arrive},
	"RunIngest":        {Open: arrive},
	"RunDispatch":      {Open: arrive},
	"RunFetch":         {Open: arrive},
	"Allocation":       {Need: access.Monitor},
	"TryAllocation":    {Need: access.ManageAllocation},
	"RunAllocate":      {Open: arrive},
	"AllocateDue":      {Open: arrive},
	"RunListen":        {Open: arrive},
	"RunCheckups":      {Open: arrive},
	"Typing":           {Open: reads},
	"Ingest":           {Open: arrive},
	"Sweep":            {Open: arrive},
	"RunRouting":       {Open: arrive},
	"Route":            {Open: arrive},
	"Committed":        {Open: arrive},
	"Clean":            {Open: arrive},
	"Release":          {Open: arrive},
	"Vacate":           {Open: arrive},
	"MoveDue":          {Open: arrive},
	"VisitorRoom":      {Open: arrive},
	"VisitorOpen":      {Open: arrive},
	"VisitorUpload":    {Open: arrive},
	"VisitorMessages":  {Open: arrive},
	"VisitorProgress":  {Open: arrive},
	"VisitorReact":     {Open: arrive},
	"VisitorFile":      {Open: arrive},
	"LastChange":       {Open: reads},
	"SetPicture":       {Open: own},
	"Picture":          {Open: reads},
	"VisitorPicture":   {Open: arrive},
}

// Gates answers the table, for the test that walks the verbs.
func Gates() map[string]Gate { return gates }
