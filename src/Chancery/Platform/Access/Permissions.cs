namespace Chancery.Platform.Access;

public enum Role
{
    Administrator,
    Editor,
    Approver,
    Translator,
    Coordinator,
    Volunteer,
    Reviewer,
}

/// <summary>What one may do in a mission. Every endpoint names one; the table below is the only place that grants them.</summary>
public enum Permission
{
    /// <summary>Enter the desk of the mission at all: its home page.</summary>
    SeeDesk,

    /// <summary>Read programmes, plans, figures and the journal.</summary>
    ReadPlan,

    /// <summary>Change programmes, objectives and the action plan.</summary>
    EditPlan,

    /// <summary>Record in the journal that something happened, with evidence.</summary>
    RecordEntry,

    /// <summary>Reverse a mistaken entry.</summary>
    ReverseEntry,

    /// <summary>Open evidence files in the original.</summary>
    OpenEvidence,

    ReadContacts,
    EditContacts,

    /// <summary>Read stories in every state.</summary>
    ReadStories,

    /// <summary>Write and edit editions, send them for review.</summary>
    WriteStories,

    /// <summary>Approve, return, publish, correct and withdraw.</summary>
    ApproveStories,

    /// <summary>Members, roles, invitations.</summary>
    ManagePeople,

    /// <summary>The mission's name, languages, zone and rules.</summary>
    ManageMission,
}

/// <summary>The one permission table (docs/rules/permissions.md shows it; a test keeps the two the same).</summary>
public static class Permissions
{
    private static readonly Dictionary<Role, HashSet<Permission>> Table = new()
    {
        [Role.Administrator] =
        [
            Permission.SeeDesk, Permission.ReadPlan, Permission.ReadContacts, Permission.ReadStories,
            Permission.ManagePeople, Permission.ManageMission,
        ],
        [Role.Editor] =
        [
            Permission.SeeDesk, Permission.ReadPlan, Permission.EditPlan, Permission.RecordEntry, Permission.ReverseEntry,
            Permission.OpenEvidence, Permission.ReadContacts, Permission.EditContacts, Permission.ReadStories, Permission.WriteStories,
        ],
        [Role.Approver] =
        [
            Permission.SeeDesk, Permission.ReadPlan, Permission.RecordEntry, Permission.ReverseEntry, Permission.OpenEvidence,
            Permission.ReadContacts, Permission.ReadStories, Permission.ApproveStories,
        ],
        [Role.Translator] = [Permission.SeeDesk, Permission.ReadPlan, Permission.ReadStories, Permission.WriteStories],
        [Role.Coordinator] = [Permission.SeeDesk, Permission.ReadPlan, Permission.RecordEntry],
        [Role.Volunteer] = [Permission.SeeDesk, Permission.RecordEntry],
        [Role.Reviewer] = [Permission.SeeDesk, Permission.ReadPlan, Permission.OpenEvidence, Permission.ReadStories],
    };

    public static bool Allows(Role role, Permission permission) => Table[role].Contains(permission);

    /// <summary>Roles that speak for the mission or let people in; they need a second factor.</summary>
    public static bool IsPowerful(Role role) =>
        Allows(role, Permission.ApproveStories) || Allows(role, Permission.ManagePeople) || Allows(role, Permission.ManageMission);

    public static bool Allow(IEnumerable<Role> roles, Permission permission) => roles.Any(role => Allows(role, permission));
}

/// <summary>
/// Scopes of API tokens, each a set of permissions; a token never gives more than its person has. None approves, publishes
/// or lets people in: those are decisions of a person who is there.
/// </summary>
public static class ApiScopes
{
    private static readonly Dictionary<string, Permission[]> Table = new(StringComparer.Ordinal)
    {
        ["plan:read"] = [Permission.SeeDesk, Permission.ReadPlan],
        ["plan:write"] = [Permission.EditPlan],
        ["journal:write"] = [Permission.RecordEntry, Permission.ReverseEntry],
        ["evidence:read"] = [Permission.OpenEvidence],
        ["contacts:read"] = [Permission.ReadContacts],
        ["contacts:write"] = [Permission.EditContacts],
        ["stories:read"] = [Permission.ReadStories],
        ["stories:write"] = [Permission.WriteStories],
    };

    public static IReadOnlyCollection<string> All => Table.Keys;

    /// <summary>The scope that reaches a permission; null for those that stay with people at the desk.</summary>
    public static string? For(Permission permission) =>
        Table.FirstOrDefault(scope => scope.Value.Contains(permission)).Key;

    public static bool Allow(IEnumerable<string> scopes, Permission permission) =>
        scopes.Any(scope => Table.TryGetValue(scope, out var permissions) && permissions.Contains(permission));
}
