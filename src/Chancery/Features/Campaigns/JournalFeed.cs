using Chancery.Kernel;
using Chancery.Platform.Files;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>Entries of the journal with everything that a reader wants beside them.</summary>
public sealed class JournalFeed
{
    public required IReadOnlyList<JournalEntry> Entries { get; init; }

    /// <summary>Older entries follow after the last of <see cref="Entries"/>.</summary>
    public bool HasOlder { get; init; }

    public Dictionary<Guid, string> People { get; private set; } = [];

    /// <summary>Titles of the actions that are still in a plan.</summary>
    public Dictionary<Guid, Translated> Actions { get; private set; } = [];

    /// <summary>Reversed entry → the entry that reversed it.</summary>
    public Dictionary<Guid, JournalEntry> ReversedBy { get; private set; } = [];

    /// <summary>Reversed entry → its number.</summary>
    public Dictionary<Guid, long> Reversed { get; private set; } = [];

    public Dictionary<Guid, EvidenceFile> Files { get; private set; } = [];

    public string? PersonOf(JournalEntry entry) => entry.ById is { } id ? People.GetValueOrDefault(id) : null;

    public bool MayBeReversed(JournalEntry entry) =>
        entry is { Kind: JournalEntry.Happened, ActionId: not null } && !ReversedBy.ContainsKey(entry.Id);

    /// <summary>The newest <paramref name="size"/> of these entries.</summary>
    internal static async Task<JournalFeed> LoadAsync(ChanceryDb db, IQueryable<JournalEntry> entries, int size, CancellationToken stop)
    {
        var found = await entries.AsNoTracking().AsSplitQuery()
            .OrderByDescending(e => e.Sequence).Take(size + 1).Include(e => e.Text).Include(e => e.Evidence).ToListAsync(stop);
        var shown = found.Take(size).ToList();
        var ids = shown.ConvertAll(e => e.Id);
        var people = Ids(shown, e => e.ById);
        var actions = Ids(shown, e => e.ActionId);
        var reversed = Ids(shown, e => e.Reverses);
        var files = shown.SelectMany(e => e.Evidence).Select(p => p.FileId).OfType<Guid>().Distinct().ToList();
        return new JournalFeed
        {
            Entries = shown,
            HasOlder = found.Count > size,
            // Nothing tracked: whoever records takes the action anew under the journal's lock, and must not meet this older copy.
            People = await db.Users.AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, stop),
            Actions = await db.Set<PlanAction>().AsNoTracking().Where(a => actions.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Title, stop),
            ReversedBy = await db.Set<JournalEntry>().AsNoTracking().Include(e => e.Text)
                .Where(e => e.Reverses != null && ids.Contains(e.Reverses.Value)).ToDictionaryAsync(e => e.Reverses!.Value, stop),
            Reversed = await db.Set<JournalEntry>().AsNoTracking().Where(e => reversed.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Sequence, stop),
            Files = await db.Set<EvidenceFile>().AsNoTracking().Where(f => files.Contains(f.Id)).ToDictionaryAsync(f => f.Id, stop),
        };
    }

    private static List<Guid> Ids(List<JournalEntry> entries, Func<JournalEntry, Guid?> id) =>
        [.. entries.Select(id).OfType<Guid>().Distinct()];
}

/// <summary>How a page shows a feed (<c>_JournalFeed</c>).</summary>
/// <param name="WithAction">Names the action of each entry: not on the action's own page.</param>
public sealed record JournalFeedView(JournalFeed Feed, bool WithAction);
