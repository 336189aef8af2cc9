using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Platform.Jobs;
using Chancery.Storage;
using Chancery.Text.Parity;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Parity;

/// <summary>Writes down for lists how a translation stands against its source, after each save of either.</summary>
internal sealed class ParityJob(TimeProvider clock) : JobHandler
{
    public const string KindName = "parity.check";

    public override string Kind => KindName;

    /// <summary>The editions whose standing a change of this one may change.</summary>
    public static async Task WatchAsync(ChanceryDb db, Story story, Edition edition, DateTime now, CancellationToken stop)
    {
        var touched = edition.Language == story.SourceLanguage ? story.Editions.Where(e => e != edition) : [edition];
        foreach (var translation in touched) await WantAsync(db, translation.MissionId, translation.Id, now, stop);
    }

    public static Task WantAsync(ChanceryDb db, Guid mission, Guid edition, DateTime now, CancellationToken stop) =>
        db.WantAsync(KindName, KeyOf(edition), mission, edition, now, stop);

    /// <summary>Of an edition that is just being made.</summary>
    public static Job For(Edition edition, DateTime now) => new()
    {
        Kind = KindName, Key = KeyOf(edition.Id), MissionId = edition.MissionId, SubjectId = edition.Id, DueAt = now,
    };

    public static string KeyOf(Guid edition) => $"{KindName}:{edition:N}";

    public override async Task RunAsync(Job job, IServiceProvider services, CancellationToken stop)
    {
        var db = services.GetRequiredService<ChanceryDb>();
        var state = await db.ParityStates.FirstOrDefaultAsync(s => s.EditionId == job.SubjectId, stop);
        var story = await db.Stories.AsNoTracking().Include(s => s.Editions)
            .FirstOrDefaultAsync(s => s.Editions.Any(e => e.Id == job.SubjectId), stop);
        if (story?.Editions.Find(e => e.Id == job.SubjectId) is not { } edition) return;
        var mission = await db.Missions.AsNoTracking().FirstAsync(m => m.Id == story.MissionId, stop);
        var findings = await db.FindingsAsync(mission, story, edition, null, stop);
        if (findings.Pairs is not [var pair])
        {
            if (state is not null) db.Remove(state);
        }
        else
        {
            if (state is null) db.Add(state = new ParityState { MissionId = story.MissionId, EditionId = edition.Id });
            (state.Errors, state.Checks, state.Notes) = (pair.Open(Severity.Error), pair.Open(Severity.Check), pair.Open(Severity.Note));
            (state.Waived, state.Blocking) = (findings.Waived, findings.Blocking);
            state.SourceHash = StoryText.Hash(pair.Source.Title, pair.Source.Summary, pair.Source.Body);
            state.TargetHash = StoryText.Hash(pair.Target.Title, pair.Target.Summary, pair.Target.Body);
            state.CheckedAt = clock.GetUtcNow().UtcDateTime;
        }
        await db.SaveChangesAsync(stop);
    }
}
