using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>Edits an action. The second of two people who edit it is shown both texts and chooses field by field.</summary>
[Requires(Permission.EditPlan)]
public sealed class ActionEditModel(ChanceryDb db, Visit visit, Reader reader) : PageModel
{
    [BindProperty]
    public ActionForm Form { get; set; } = new();

    /// <summary>Field → <c>mine</c> or <c>theirs</c>, when the form comes back from the page that showed both.</summary>
    [BindProperty]
    public Dictionary<string, string?> Choice { get; set; } = [];

    public ActionLists Lists { get; private set; } = null!;

    public PlanAction Action { get; private set; } = null!;

    internal IReadOnlyList<Difference> Differences { get; private set; } = [];

    /// <summary>Who saved meanwhile, and when.</summary>
    public string OtherName { get; private set; } = "";

    public DateTime? OtherAt { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        Form = ActionForm.Of(Action, Lists);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? add, string? remove, CancellationToken stop)
    {
        ModelState.Clear();
        await using var transaction = await db.TakeJournalAsync(visit.Mission.Id, stop);
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Form.Reshape(add, remove)) return Page();

        var current = ActionForm.Of(Action, Lists);
        if (Form.Version != Action.Version)
        {
            var was = ActionSnapshot.TryParse(Form.Was);
            Differences = ActionDifferences.Between(Form, current, was is null ? null : ActionForm.Of(was.Apart(Action), Lists), Lists);
            if (Differences.Count > 0) return await ShowBothAsync(stop);
        }
        else
        {
            foreach (var (field, _) in Choice.Where(c => c.Value == "theirs")) ActionDifferences.TakeTheirs(Form, current, field);
        }

        var act = await db.WriteAsync(visit, Action, Lists, Form, stop);
        if (act.Refusals.Count > 0)
        {
            foreach (var refusal in act.Refusals) this.AddRefusal(refusal, nameof(Form));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var address = $"/desk/{visit.Mission.Slug}/actions/{id}";
        if (act.Change is not { } change) return LocalRedirect(address);
        await transaction.CommitAsync(stop);
        this.Toast(reader["actions.toast.edited", ("title", reader.Plain(Action.Title))], $"{address}?handler=undo&change={change.Id}");
        return LocalRedirect(address);
    }

    private async Task<IActionResult> ShowBothAsync(CancellationToken stop)
    {
        var last = await db.PlanChanges.Where(c => c.ActionId == Action.Id).OrderByDescending(c => c.At)
            .Select(c => new { c.At, Name = db.Users.Where(p => p.Id == c.ById).Select(p => p.Name).FirstOrDefault() })
            .FirstOrDefaultAsync(stop);
        (OtherName, OtherAt) = (last?.Name ?? reader["actions.conflict.someone"], last?.At);
        Form.Version = Action.Version;
        Form.Was = ActionSnapshot.Of(Action).ToJson();
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await db.WholeActionAsync(id, stop) is not { } action) return false;
        var lists = await ActionLists.LoadAsync(db, db.Programmes.Where(p => p.Id == action.ProgrammeId), stop);
        (Action, Lists) = (action, lists!);
        return true;
    }
}
