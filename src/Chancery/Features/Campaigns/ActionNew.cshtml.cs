using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>Adds an action to the plan of a programme.</summary>
[Requires(Permission.EditPlan)]
public sealed class ActionNewModel(ChanceryDb db, Visit visit, Reader reader) : PageModel
{
    [BindProperty]
    public ActionForm Form { get; set; } = new();

    /// <summary>Made with the page, so that a form sent twice adds one action.</summary>
    [BindProperty]
    public Guid NewId { get; set; }

    public ActionLists Lists { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken stop)
    {
        if (!await LoadAsync(programme, stop)) return NotFound();
        NewId = Guid.CreateVersion7();
        Form.Kind = nameof(ActionKind.Event);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string programme, string? add, string? remove, CancellationToken stop)
    {
        if (!await LoadAsync(programme, stop)) return NotFound();
        if (Form.Reshape(add, remove))
        {
            ModelState.Clear();
            return Page();
        }
        if (NewId == Guid.Empty) NewId = Guid.CreateVersion7();
        var act = await db.AddAsync(visit, Lists, NewId, Form, stop);
        ModelState.Clear();
        if (act.Action is not { } action)
        {
            foreach (var refusal in act.Refusals) this.AddRefusal(refusal, nameof(Form));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var address = $"/desk/{visit.Mission.Slug}/actions/{action.Id}";
        if (act.Change is { } change)
            this.Toast(reader["actions.toast.added", ("title", reader.Plain(action.Title))], $"{address}?handler=undo&change={change.Id}");
        return LocalRedirect(address);
    }

    private async Task<bool> LoadAsync(string programme, CancellationToken stop)
    {
        var lists = await ActionLists.LoadAsync(db, db.Programmes.Where(p => p.Slug == programme), stop);
        if (lists is not null) Lists = lists;
        return lists is not null;
    }
}
