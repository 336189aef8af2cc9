using System.Text.Json;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>What every change of a plan leaves behind, in the transaction of the change: how to undo it, and an entry.</summary>
internal static class PlanNotes
{
    /// <summary>The action with everything that a snapshot holds.</summary>
    public static Task<PlanAction?> WholeActionAsync(this ChanceryDb db, Guid id, CancellationToken stop) =>
        db.Set<PlanAction>().AsSplitQuery().Include(a => a.Parties).Include(a => a.Budget).FirstOrDefaultAsync(a => a.Id == id, stop);

    /// <summary>
    /// Notes a change of an action that was there before. The action gets a new version even when only its parties or
    /// budget changed: the rows belong together.
    /// </summary>
    public static PlanChange NoteChange(
        this ChanceryDb db, Visit visit, PlanAction action, string kind, string before, object? payload = null, Translated? words = null)
    {
        db.Entry(action).Property(a => a.Version).IsModified = true;
        var change = Change(visit, action, kind, before, action.Version + 1);
        db.Add(change);
        db.Add(Entry(visit, action, kind, change.Id, payload, words));
        return change;
    }

    /// <summary>Notes an action that the change made.</summary>
    public static PlanChange NoteAdded(this ChanceryDb db, Visit visit, PlanAction action, Guid? copiedFrom = null)
    {
        db.Add(action);
        var change = Change(visit, action, "added", null, action.Version);
        db.Add(change);
        db.Add(Entry(visit, action, "added", change.Id, copiedFrom is null ? null : new { copiedFrom }, null));
        return change;
    }

    public static JournalEntry Entry(Visit visit, PlanAction action, string kind, Guid? subject, object? payload, Translated? words) => new()
    {
        Id = Guid.CreateVersion7(), MissionId = action.MissionId, Kind = "plan." + kind, ProgrammeId = action.ProgrammeId,
        ActionId = action.Id, SubjectId = subject, ById = visit.Person.Id, HappenedOn = visit.Today,
        Payload = payload is null ? "{}" : JsonSerializer.Serialize(payload),
        Text = words is null || words.IsEmpty ? null : new JournalText { Words = words },
    };

    private static PlanChange Change(Visit visit, PlanAction action, string kind, string? before, int versionAfter) => new()
    {
        MissionId = action.MissionId, ProgrammeId = action.ProgrammeId, ActionId = action.Id, Kind = kind,
        Before = before, VersionAfter = versionAfter, ById = visit.Person.Id, At = visit.Now,
    };
}
