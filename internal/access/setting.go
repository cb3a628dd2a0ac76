package access

import "github.com/sapa-inbox/sapa/internal/settings"

// settingNeeds is who may change a setting (ROL-3); what is absent needs WorkspaceSettings.
var settingNeeds = map[settings.Name]Permission{
	settings.AgentCanTakeover:         ManageAllocation,
	settings.AgentCanAssign:           ManageAllocation,
	settings.AssignmentStrategy:       ChooseStrategy,
	settings.CustomAllocation:         ManageAllocation,
	settings.CustomAllocationURL:      ManageAllocation,
	settings.CustomAllocationFallback: ManageAllocation,
	settings.WorkloadMode:             ManageAllocation,
	settings.WorkloadAll:              ManageAllocation,
	settings.IdleRule:                 ManageAllocation,
	settings.IdleMinutes:              ManageAllocation,
	settings.SupervisorScope:          ManageDepartments,
	settings.RevokedMoveDays:          ManageDepartments,
}

// NeedSetting answers a Forbidden error unless the member may change a setting. Unknown names need what most need.
func (w Who) NeedSetting(name settings.Name) error {
	if p, ok := settingNeeds[name]; ok {
		return w.Need(p)
	}
	return w.Need(WorkspaceSettings)
}
