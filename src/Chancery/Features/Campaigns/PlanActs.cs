using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>
/// What became of an act on a plan. Without <see cref="Action"/> there was none; without <see cref="Change"/> nothing had
/// to change; with <see cref="IsStale"/> or refusals nothing was saved and the action is only there to be shown.
/// </summary>
internal sealed record PlanAct(PlanAction? Action, PlanChange? Change = null, params IReadOnlyList<Refusal> Refusals)
{
    public static readonly PlanAct NotThere = new(null, null);

    /// <summary>Somebody else saved after the caller had read the action.</summary>
    public bool IsStale { get; init; }
}

/// <summary>
/// The acts of a plan: each in one transaction with its note in the history and its entry in the journal. Pages and API
/// do them by the same methods; <c>version</c> is the one the caller has read, null when it does not matter.
/// </summary>
internal static class PlanActs
{
    public static async Task<PlanAct> AddAsync(this ChanceryDb db, Visit visit, ActionLists lists, Guid id, ActionForm form, CancellationToken stop)
    {
        await using var transaction = await db.TakeJournalAsync(visit.Mission.Id, stop);
        if (await db.WholeActionAsync(id, stop) is { } there) return new PlanAct(there);
        if (await db.Actions.IgnoreQueryFilters([ChanceryDb.MissionFilter]).AnyAsync(a => a.Id == id, stop))
            return new PlanAct(null, null, new Refusal("entry.no-id", "Id"));
        var action = new PlanAction
        {
            Id = id, MissionId = visit.Mission.Id, ProgrammeId = lists.Programme.Id, Title = Translated.Empty,
            Position = await db.NextPositionAsync(lists.Programme.Id, stop),
        };
        var refusals = form.ApplyTo(action, lists);
        if (refusals.Count > 0) return new PlanAct(null, null, refusals);
        var change = db.NoteAdded(visit, action);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return new PlanAct(action, change);
    }

    /// <summary>Writes a form over an action that the caller holds in the journal's transaction, and commits by himself.</summary>
    public static async Task<PlanAct> WriteAsync(
        this ChanceryDb db, Visit visit, PlanAction action, ActionLists lists, ActionForm form, CancellationToken stop)
    {
        var (before, current) = (ActionSnapshot.Of(action).ToJson(), ActionForm.Of(action, lists));
        var refusals = form.ApplyTo(action, lists);
        if (refusals.Count > 0) return new PlanAct(action, null, refusals);
        if (ActionSnapshot.Of(action).ToJson() == before) return new PlanAct(action);
        var fields = ActionDifferences.Changed(current, ActionForm.Of(action, lists), lists);
        var change = db.NoteChange(visit, action, "edited", before, new { fields });
        await db.SaveChangesAsync(stop);
        return new PlanAct(action, change);
    }

    public static async Task<PlanAct> DuplicateAsync(this ChanceryDb db, Visit visit, Guid id, CancellationToken stop)
    {
        await using var transaction = await db.TakeJournalAsync(visit.Mission.Id, stop);
        if (await db.WholeActionAsync(id, stop) is not { } original) return PlanAct.NotThere;
        // A new plan line: nothing that happened, nothing spent.
        var copy = new PlanAction
        {
            MissionId = original.MissionId, ProgrammeId = original.ProgrammeId, ObjectiveId = original.ObjectiveId, Kind = original.Kind,
            Title = original.Title, Description = original.Description, Place = original.Place,
            Latitude = original.Latitude, Longitude = original.Longitude, StartsAt = original.StartsAt, EndsAt = original.EndsAt,
            PlannedFrom = original.PlannedFrom, PlannedTo = original.PlannedTo,
            Position = await db.NextPositionAsync(original.ProgrammeId, stop),
        };
        copy.Parties.AddRange(original.Parties.Select(p => new ActionParty
        {
            MissionId = p.MissionId, ActionId = copy.Id, Position = p.Position, ContactId = p.ContactId, Label = p.Label, Role = p.Role, Note = p.Note,
        }));
        copy.Budget.AddRange(original.Budget.Select(b => new BudgetLine
        {
            MissionId = b.MissionId, ActionId = copy.Id, Position = b.Position, Label = b.Label, Currency = b.Currency, Planned = b.Planned,
        }));
        var change = db.NoteAdded(visit, copy, original.Id);
        await db.SaveChangesAsync(stop);
        // Right below the one it was made of.
        await db.PlaceAsync(copy, await db.IndexAsync(original, stop) + 1, stop);
        await db.Actions.Where(a => a.Id == copy.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Position, copy.Position), stop);
        await transaction.CommitAsync(stop);
        return new PlanAct(copy, change);
    }

    /// <summary>Puts the action at the index that <paramref name="target"/> makes of the one it stands at (0 is the first).</summary>
    public static async Task<PlanAct> MoveAsync(this ChanceryDb db, Visit visit, Guid id, int? version, Func<int, int> target, CancellationToken stop)
    {
        await using var transaction = await db.TakeJournalAsync(visit.Mission.Id, stop);
        if (await db.WholeActionAsync(id, stop) is not { } action) return PlanAct.NotThere;
        if (version is not null && version != action.Version) return new PlanAct(action) { IsStale = true };
        var before = ActionSnapshot.Of(action);
        await db.PlaceAsync(action, target(await db.IndexAsync(action, stop)), stop);
        if (action.Position == before.Position) return new PlanAct(action);
        var change = db.NoteChange(visit, action, "moved", before.ToJson(), new { from = before.Position, to = action.Position });
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return new PlanAct(action, change);
    }

    /// <summary>Whoever cancels says why; only a source from outside may be silent about it.</summary>
    public static Task<PlanAct> CancelAsync(this ChanceryDb db, Visit visit, Guid id, int? version, Translated reason, CancellationToken stop) =>
        db.ChangeAsync(visit, id, version, "cancelled", action => reason.IsEmpty ? new Refusal("plan.no-reason", "Reason") : action.Cancel(reason), reason, stop);

    public static Task<PlanAct> CompleteAsync(this ChanceryDb db, Visit visit, Guid id, int? version, CancellationToken stop) =>
        db.ChangeAsync(visit, id, version, "completed", action => action.Complete(), null, stop);

    public static Task<PlanAct> ReopenAsync(this ChanceryDb db, Visit visit, Guid id, int? version, CancellationToken stop) =>
        db.ChangeAsync(visit, id, version, "reopened", action =>
        {
            if (action.Status == ActionStatus.Planned) return new Refusal("plan.already-open");
            action.Reopen();
            return null;
        }, null, stop);

    private static async Task<PlanAct> ChangeAsync(
        this ChanceryDb db, Visit visit, Guid id, int? version, string kind, Func<PlanAction, Refusal?> change, Translated? words, CancellationToken stop)
    {
        await using var transaction = await db.TakeJournalAsync(visit.Mission.Id, stop);
        if (await db.WholeActionAsync(id, stop) is not { } action) return PlanAct.NotThere;
        if (version is not null && version != action.Version) return new PlanAct(action) { IsStale = true };
        var before = ActionSnapshot.Of(action);
        if (change(action) is { } refusal) return new PlanAct(action, null, refusal);
        var noted = db.NoteChange(visit, action, kind, before.ToJson(), null, words);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return new PlanAct(action, noted);
    }
}
