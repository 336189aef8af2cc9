using Chancery.Platform.Journal;
using Chancery.Storage;

namespace Chancery.Platform.Access;

public static class MissionSetup
{
    /// <summary>First parts of addresses that are the house's own; a mission of that name could not be reached.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "desk", "account", "setup", "api", "error", "files", "media", "features", "lib", "language", "calendar", "archive",
        "search", "feed", "feeds", "newsroom", "static", "assets", "field", "health", "openapi", "sitemap", "robots", "icon",
        "icons", "tokens", "favicon", "well-known", "style", "new", "me", "chancery", "scripts", "wwwroot",
    };

    /// <summary>A slug that names no address of the house's own. Files (sitemap.xml) cannot be meant: a slug has no dot.</summary>
    public static bool IsFree(string slug) => !Reserved.Contains(slug);

    /// <summary>Adds a mission together with the head of its journal; the two are one act.</summary>
    public static void AddMission(this ChanceryDb db, Mission mission)
    {
        db.Add(mission);
        db.Add(new JournalHead { MissionId = mission.Id });
    }
}
