using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>
/// For those who stand in the street: the actions of today, and what happened there. It shows nothing else of the plan.
/// </summary>
[Requires(Permission.RecordEntry)]
[TakesFiles]
public sealed class RecordModel(ChanceryDb db, Visit visit, Reader reader, Uploads uploads) : PageModel
{
    public IReadOnlyList<PlanAction> Running { get; private set; } = [];

    public PlanAction? Chosen { get; private set; }

    public IReadOnlyList<string> Languages { get; private set; } = ["en"];

    [BindProperty]
    public RecordForm Record { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid? action, CancellationToken stop)
    {
        if (!await LoadAsync(action, stop)) return NotFound();
        Record = new RecordForm { Id = Guid.CreateVersion7(), From = Typed.Show(visit.Today), In = reader.Language };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid action, CancellationToken stop)
    {
        if (!await LoadAsync(action, stop)) return NotFound();
        ModelState.Clear();
        Record.Done = false;
        var refusals = await db.RecordAsync(uploads, visit, Chosen!, Record, stop);
        if (refusals.Count == 0)
        {
            this.Toast(reader["journal.toast.recorded", ("title", reader.Plain(Chosen!.Title))]);
            return LocalRedirect($"/desk/{visit.Mission.Slug}/record");
        }
        foreach (var refusal in refusals) this.AddRefusal(refusal, refusal.Field.Length == 0 ? "" : nameof(Record));
        if (Record.Files.Count > 0) ModelState.AddModelError("Record.Files", reader["evidence.choose-again"]);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>False when the action is not one of today's.</summary>
    private async Task<bool> LoadAsync(Guid? action, CancellationToken stop)
    {
        Running = await db.Actions.AsNoTracking().RunningOn(visit.Today)
            .OrderBy(a => a.StartsAt).ThenBy(a => a.Position).ToListAsync(stop);
        if (action is null) return true;
        Chosen = Running.FirstOrDefault(a => a.Id == action);
        if (Chosen is null) return false;
        var list = await db.Programmes.Where(p => p.Id == Chosen.ProgrammeId).Select(p => p.LanguageList).SingleAsync(stop);
        Languages = [.. list.Split(',').Append(reader.Language).Where(Language.IsKnown).Distinct(StringComparer.Ordinal)];
        return true;
    }
}
