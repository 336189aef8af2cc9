using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>What the buttons of an action do to the plan. Each can be undone until somebody changes the action again.</summary>
public sealed partial class ActionModel
{
    [Requires(Permission.EditPlan)]
    public async Task<IActionResult> OnPostDuplicateAsync(Guid id, string? back, CancellationToken stop) =>
        await DoneAsync(id, "duplicated", await db.DuplicateAsync(visit, id, stop), back, stop);

    /// <summary>Up or down by one, or to a place (the first is 1).</summary>
    [Requires(Permission.EditPlan)]
    public async Task<IActionResult> OnPostMoveAsync(Guid id, string? direction, int? to, string? back, CancellationToken stop) =>
        await DoneAsync(id, "moved", await db.MoveAsync(visit, id, null, at => direction switch
        {
            "up" => at - 1,
            "down" => at + 1,
            _ => (to ?? at + 1) - 1,
        }, stop), back, stop);

    [Requires(Permission.EditPlan)]
    public async Task<IActionResult> OnPostCancelAsync(Guid id, string? reason, string? back, CancellationToken stop)
    {
        var said = new Translated((reader.Language, reason is { Length: > 2000 } ? reason[..2000] : reason ?? ""));
        return await DoneAsync(id, "cancelled", await db.CancelAsync(visit, id, null, said, stop), back, stop);
    }

    [Requires(Permission.EditPlan)]
    public async Task<IActionResult> OnPostCompleteAsync(Guid id, string? back, CancellationToken stop) =>
        await DoneAsync(id, "completed", await db.CompleteAsync(visit, id, null, stop), back, stop);

    [Requires(Permission.EditPlan)]
    public async Task<IActionResult> OnPostReopenAsync(Guid id, string? back, CancellationToken stop) =>
        await DoneAsync(id, "reopened", await db.ReopenAsync(visit, id, null, stop), back, stop);

    /// <summary>Puts back what stood there before a change, to the byte, unless the action has moved on since.</summary>
    [Requires(Permission.EditPlan)]
    public async Task<IActionResult> OnPostUndoAsync(Guid id, Guid change, string? back, CancellationToken stop)
    {
        await using var transaction = await db.TakeJournalAsync(visit.Mission.Id, stop);
        var done = await db.PlanChanges.FirstOrDefaultAsync(c => c.Id == change && c.ActionId == id, stop);
        var action = await db.WholeActionAsync(id, stop);
        if (done is null || action is null) return NotFound();
        if (done.UndoneAt is not null || done.Kind == "undone" || action.Version != done.VersionAfter)
            return await RefusedAsync(id, new Refusal("plan.moved-on"), StatusCodes.Status409Conflict, stop);

        done.UndoneAt = visit.Now;
        if (done.Before is null)
        {
            if (await db.Journal.AnyAsync(e => e.ActionId == id && e.Kind == JournalEntry.Happened, stop))
                return await RefusedAsync(id, new Refusal("plan.has-entries"), StatusCodes.Status409Conflict, stop);
            db.Remove(action);
            db.Add(PlanNotes.Entry(visit, action, "undone", done.Id, new { of = done.Kind }, null));
        }
        else
        {
            var now = ActionSnapshot.Of(action);
            var before = ActionSnapshot.Parse(done.Before);
            before.RestoreTo(action);
            if (before.Position != now.Position) await RestorePlaceAsync(action, before.Position, stop);
            db.NoteChange(visit, action, "undone", now.ToJson(), new { of = done.Kind });
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        this.Toast(reader["actions.toast.undone"]);
        var gone = done.Before is null;
        var programme = await db.Programmes.Where(p => p.Id == action.ProgrammeId).Select(p => p.Slug).SingleAsync(stop);
        return Back(back, gone ? $"/desk/{visit.Mission.Slug}/programmes/{programme}" : $"/desk/{visit.Mission.Slug}/actions/{id}");
    }

    private async Task RestorePlaceAsync(PlanAction action, int position, CancellationToken stop)
    {
        var positions = await db.Actions.Where(a => a.ProgrammeId == action.ProgrammeId).OrderBy(a => a.Position).Select(a => a.Position).ToListAsync(stop);
        var index = positions.FindIndex(p => p >= position);
        await db.PlaceAsync(action, index < 0 ? positions.Count : index, stop);
    }

    private async Task<IActionResult> DoneAsync(Guid id, string kind, PlanAct act, string? back, CancellationToken stop)
    {
        if (act.Action is not { } action) return NotFound();
        if (act.Refusals is [var refusal, ..]) return await RefusedAsync(id, refusal, StatusCodes.Status422UnprocessableEntity, stop);
        var address = $"/desk/{visit.Mission.Slug}/actions/{action.Id}";
        if (act.Change is { } change)
            this.Toast(reader["actions.toast." + kind, ("title", reader.Plain(action.Title))], $"{address}?handler=undo&change={change.Id}");
        return Back(back, address);
    }

    private async Task<IActionResult> RefusedAsync(Guid id, Refusal refusal, int status, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        ModelState.Clear();
        if (!await LoadAsync(id, stop)) return NotFound();
        Record = new RecordForm { Id = Guid.CreateVersion7(), From = Typed.Show(visit.Today), In = LanguageOfForm() };
        this.AddRefusal(refusal);
        Response.StatusCode = status;
        return Page();
    }

    /// <summary>To the page the button was on, when it is one of ours.</summary>
    private LocalRedirectResult Back(string? back, string otherwise) => LocalRedirect(Url.IsLocalUrl(back) ? back : otherwise);
}
