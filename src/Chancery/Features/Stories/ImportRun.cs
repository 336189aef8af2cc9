using System.Globalization;
using System.Text.Json;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Stories;

/// <summary>What is to be imported where.</summary>
/// <param name="Create">The mission, and languages that it does not have, are made.</param>
/// <param name="Drafts">Nothing is published, and what the old site did not show comes too.</param>
/// <param name="Source">Name of the file or folder.</param>
/// <param name="Sha256">Of the file; of the list of files in a folder.</param>
internal sealed record ImportOrder(string Mission, bool Create, bool Drafts, string Source, string Sha256)
{
    /// <summary>For a mission that is made: its languages in their order, else as the texts bring them.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public string Zone { get; init; } = "Etc/UTC";

    public int BatchSize { get; init; } = 1_000;
}

/// <summary>What became of the texts.</summary>
internal readonly record struct ImportCount(int Added, int Changed, int Same, int Kept, int Hidden, int Failed, int OtherDate)
{
    public int All => Added + Changed + Same + Kept + Hidden + Failed;

    public static ImportCount operator +(ImportCount a, ImportCount b) =>
        new(a.Added + b.Added, a.Changed + b.Changed, a.Same + b.Same, a.Kept + b.Kept, a.Hidden + b.Hidden, a.Failed + b.Failed, a.OtherDate + b.OtherDate);
}

/// <summary>
/// Brings texts over in batches, each a transaction with its entry in the journal (docs/rules/editions.md#import). A batch
/// is there or it is not, and what is there already is passed over, so an import that was cut goes on by being run again.
/// </summary>
internal sealed class ImportRun(IServiceProvider services, ImportOrder order, Action<string> complain, Action<ImportCount, long> progress)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Of the batches that are kept.</summary>
    public ImportCount Count { get; private set; }

    /// <summary>Why it cannot begin, in words for whoever called it; null when it can.</summary>
    public async Task<string?> RefusalAsync(CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChanceryDb>();
        var missions = await db.Missions.Select(m => m.Slug).Order().ToListAsync(stop);
        if (missions.Contains(order.Mission, StringComparer.Ordinal)) return null;
        if (!order.Create) return $"There is no mission \"{order.Mission}\"{(missions.Count == 0 ? "" : $"; there is: {string.Join(", ", missions)}")}. With --create it is made.";
        if (!Slug.IsValid(order.Mission)) return $"\"{order.Mission}\" cannot be part of an address: lower-case letters, digits and single hyphens, at most {Slug.MaxLength}.";
        if (!MissionSetup.IsFree(order.Mission)) return $"\"{order.Mission}\" is an address of the house's own. Choose another name.";
        if (order.Languages.FirstOrDefault(l => !Language.IsKnown(l)) is { } unknown) return $"\"{unknown}\" is no language that is known here ({string.Join(", ", Language.All)}).";
        return TimeZoneInfo.TryFindSystemTimeZoneById(order.Zone, out _) ? null : $"\"{order.Zone}\" is no time zone such as Asia/Seoul.";
    }

    public async Task RunAsync(IAsyncEnumerable<ImportItem> items, CancellationToken stop)
    {
        List<ImportItem> batch = [];
        await foreach (var item in items.WithCancellation(stop))
        {
            if (item.Text is not { } text) Fail(item, item.Problem!);
            else if (!_seen.Add(text.Id)) Fail(item, $"its id \"{text.Id}\" stands further up already");
            else if (text.IsHidden && !order.Drafts) Count += new ImportCount { Hidden = 1 };
            else batch.Add(item);
            if (batch.Count < order.BatchSize) continue;
            await KeepAsync(batch, stop);
            batch.Clear();
            progress(Count, item.Read);
        }
        if (batch.Count > 0) await KeepAsync(batch, stop);
        if (Count.Added + Count.Changed > 0) await services.GetRequiredService<PublicCache>().EvictAsync(order.Mission, stop);
    }

    private void Fail(ImportItem item, string problem)
    {
        Count += new ImportCount { Failed = 1 };
        complain($"{item.Where}: {problem}");
    }

    /// <summary>
    /// Somebody at the desk may save one of these texts at the same moment: then it is looked at anew. What a database
    /// refuses again is tried text by text, so that one spoils no other.
    /// </summary>
    private async Task KeepAsync(List<ImportItem> batch, CancellationToken stop)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await SaveAsync(batch, stop);
                return;
            }
            catch (DbUpdateException refused) when (batch.Count == 1 && attempt == 2)
            {
                Fail(batch[0], "the database refuses it: " + (refused.InnerException ?? refused).Message);
                return;
            }
            catch (DbUpdateException) when (attempt == 2)
            {
                foreach (var item in batch) await KeepAsync([item], stop);
                return;
            }
            catch (DbUpdateException)
            {
                // Again, from what is there now.
            }
        }
    }

    private async Task SaveAsync(List<ImportItem> batch, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChanceryDb>();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var mission = await db.Missions.FirstOrDefaultAsync(m => m.Slug == order.Mission, stop);
        var isNew = mission is null;
        if (mission is null)
        {
            var name = new Translated((order.Languages is [var first, ..] ? first : batch[0].Text!.Language, order.Mission));
            mission = new Mission { Slug = order.Mission, Name = name, Issuer = name, Zone = order.Zone, LanguageList = string.Join(',', order.Languages), CreatedAt = now };
            db.AddMission(mission);
        }
        scope.ServiceProvider.GetRequiredService<MissionScope>().Enter(mission.Id);
        var saved = new ImportBatch(db, mission, order.Drafts, now, services.GetRequiredService<Words>());
        List<ImportItem> taken = [];
        List<(ImportItem Item, string Problem)> refused = [];
        List<string> languages = [.. mission.Languages];
        foreach (var item in batch)
        {
            if (languages.Contains(item.Text!.Language, StringComparer.Ordinal)) taken.Add(item);
            else if (order.Create) (_, taken) = (Append(languages, item.Text.Language), [.. taken, item]);
            else refused.Add((item, $"the mission has no texts in \"{item.Text.Language}\"; with --create that language is added"));
        }
        mission.LanguageList = string.Join(',', languages);
        refused.AddRange(await saved.TakeAsync(taken, isNew, stop));
        if (saved.Count.Added + saved.Count.Changed > 0)
        {
            db.Add(EntryOf(batch, saved.Count, mission, now));
            // Additions are told as they come; only what was changed has to be looked for.
            db.ChangeTracker.DetectChanges();
            db.ChangeTracker.AutoDetectChangesEnabled = db.ChangeTracker.Entries().Any(e => e.State == EntityState.Modified);
            await db.SaveChangesAsync(stop);
        }
        Count += saved.Count;
        foreach (var note in saved.Notes) complain(note);
        foreach (var (item, problem) in refused) Fail(item, problem);

        static bool Append(List<string> all, string one)
        {
            all.Add(one);
            return true;
        }
    }

    /// <summary>One entry a batch: who published these texts is whoever may use the command line; the hash says which file they are from.</summary>
    private JournalEntry EntryOf(List<ImportItem> batch, ImportCount count, Mission mission, DateTime now)
    {
        var id = Guid.CreateVersion7();
        return new JournalEntry
        {
            Id = id, MissionId = mission.Id, Kind = "story.imported", HappenedOn = mission.Day(now),
            Payload = JsonSerializer.Serialize(new { by = "command-line", sha256 = order.Sha256, added = count.Added, changed = count.Changed, drafts = order.Drafts }),
            Text = new JournalText { EntryId = id, Words = new Translated(("en", string.Create(CultureInfo.InvariantCulture, $"{order.Source}, {batch[0].Where} to {batch[^1].Where}"))) },
        };
    }
}
