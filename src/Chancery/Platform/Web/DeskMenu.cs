using Chancery.Platform.Access;

namespace Chancery.Platform.Web;

/// <summary>The rail of the desk: what this person may open, most used first.</summary>
public static class DeskMenu
{
    private static readonly (string Key, string Icon, string Path, Permission Needs)[] Items =
    [
        ("today", "today", "", Permission.SeeDesk),
        ("plan", "plan", "/programmes", Permission.ReadPlan),
        ("stories", "story", "/stories", Permission.ReadStories),
        ("journal", "clock", "/journal", Permission.ReadPlan),
        ("contacts", "contacts", "/contacts", Permission.ReadContacts),
        ("evidence", "camera", "/evidence", Permission.OpenEvidence),
        ("people", "key", "/people", Permission.ManagePeople),
        ("mission", "settings", "/mission", Permission.ManageMission),
    ];

    public static IEnumerable<(string Key, string Icon, string Path, Permission Needs)> For(Visit visit) =>
        Items.Where(item => visit.Can(item.Needs));
}
