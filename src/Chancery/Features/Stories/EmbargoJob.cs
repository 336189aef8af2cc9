using Chancery.Platform.Access;
using Chancery.Platform.Jobs;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Stories;

/// <summary>
/// Marks the instant at which an embargo ends. The text opens by the clock alone (<see cref="StoryQueries.Public"/>);
/// this writes it down and lets go of the pages that were made before.
/// </summary>
internal sealed class EmbargoJob(TimeProvider clock, PublicCache cache) : JobHandler
{
    public const string KindName = "story.open";

    public override string Kind => KindName;

    /// <summary>The job that opens this edition at its instant. An embargo that moves makes another one.</summary>
    public static Job For(Edition edition) => new()
    {
        Kind = KindName, Key = KeyOf(edition), MissionId = edition.MissionId, SubjectId = edition.Id, DueAt = edition.OpensAt!.Value,
    };

    public static string KeyOf(Edition edition) => $"{KindName}:{edition.Id:N}:{edition.OpensAt!.Value.Ticks}";

    public override async Task RunAsync(Job job, IServiceProvider services, CancellationToken stop)
    {
        var db = services.GetRequiredService<ChanceryDb>();
        var edition = await db.Editions.AsNoTracking().FirstOrDefaultAsync(e => e.Id == job.SubjectId, stop);
        // Withdrawn, or moved to a later instant that has its own job.
        if (edition is null || edition.State == EditionState.Withdrawn || edition.OpensAt is not { } opens || opens > clock.GetUtcNow().UtcDateTime) return;

        var mission = await db.Missions.AsNoTracking().FirstAsync(m => m.Id == edition.MissionId, stop);
        if (!await db.Journal.AnyAsync(e => e.SubjectId == edition.Id && e.Kind == "story.opened", stop))
        {
            var story = await db.Stories.AsNoTracking().FirstAsync(s => s.Id == edition.StoryId, stop);
            db.Add(StoryJournal.Opened(story, edition, mission, job.Id));
            await db.SaveChangesAsync(stop);
        }
        await cache.EvictAsync(mission.Slug, stop);
    }
}
