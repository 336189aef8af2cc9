using Chancery.Features.Contacts;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>One action: planned and actual side by side, who takes part, what it costs, and everything that happened.</summary>
[Requires(Permission.ReadPlan, Write = Permission.RecordEntry)]
[TakesFiles]
public sealed partial class ActionModel(ChanceryDb db, Visit visit, Reader reader, Uploads uploads) : PageModel
{
    private const int FeedSize = 200;

    public PlanAction Action { get; private set; } = null!;

    public Programme Programme { get; private set; } = null!;

    public Objective? Objective { get; private set; }

    public Dictionary<Guid, Contact> Contacts { get; private set; } = [];

    public JournalFeed Feed { get; private set; } = null!;

    /// <summary>Sums of what stands in the journal, one for each unit.</summary>
    public IReadOnlyList<(string Unit, decimal Sum, int Entries)> Quantities { get; private set; } = [];

    public IReadOnlyList<Money> Planned => Money.Sum(Action.Budget.Where(b => b.Planned is not null).Select(b => new Money(b.Planned!.Value, b.Currency)));

    public IReadOnlyList<Money> Spent => Money.Sum(Action.Budget.Where(b => b.Spent is not null).Select(b => new Money(b.Spent!.Value, b.Currency)));

    /// <summary>Where the action stands in the plan's order, the first being 1.</summary>
    public int Place { get; private set; }

    public int Places { get; private set; }

    [BindProperty]
    public RecordForm Record { get; set; } = new();

    /// <summary>The entry whose reversal was refused: its form stays open.</summary>
    public Guid? Reversing { get; private set; }

    public string? Reason { get; private set; }

    private string Address => $"/desk/{visit.Mission.Slug}/actions/{Action.Id}";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        Record = new RecordForm { Id = Guid.CreateVersion7(), From = Typed.Show(visit.Today), In = LanguageOfForm() };
        return Page();
    }

    [Requires(Permission.ReadPlan)]
    public async Task<IActionResult> OnPostRecordAsync(Guid id, CancellationToken stop)
    {
        if (Record.Done && !visit.Can(Permission.EditPlan)) return StatusCode(StatusCodes.Status403Forbidden);
        if (!await LoadAsync(id, stop)) return NotFound();
        ModelState.Clear();
        var refusals = await db.RecordAsync(uploads, visit, Action, Record, stop);
        if (refusals.Count == 0)
        {
            this.Toast(reader["journal.toast.recorded", ("title", reader.Plain(Action.Title))]);
            return LocalRedirect(Address + "#journal");
        }
        foreach (var refusal in refusals) this.AddRefusal(refusal, refusal.Field.Length == 0 ? "" : nameof(Record));
        if (Record.Files.Count > 0) ModelState.AddModelError("Record.Files", reader["evidence.choose-again"]);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    [Requires(Permission.ReverseEntry)]
    public async Task<IActionResult> OnPostReverseAsync(Guid id, Guid entry, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        ModelState.Clear();
        if (reason?.Length > 2000) reason = reason[..2000];
        if (await db.ReverseAsync(visit, id, entry, new Translated((reader.Language, reason ?? "")), stop) is { } refusal)
        {
            (Reversing, Reason) = (entry, reason);
            Record = new RecordForm { Id = Guid.CreateVersion7(), From = Typed.Show(visit.Today), In = LanguageOfForm() };
            return this.Refuse(refusal);
        }
        this.Toast(reader["journal.toast.reversed"]);
        return LocalRedirect(Address + "#journal");
    }

    private string LanguageOfForm() => Programme.Languages.Contains(reader.Language) ? reader.Language : Programme.Languages is [var first, ..] ? first : "en";

    private async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        var found = await db.Actions.AsNoTracking().AsSplitQuery().Include(a => a.Parties).Include(a => a.Budget).FirstOrDefaultAsync(a => a.Id == id, stop);
        if (found is null) return false;
        Action = found;
        Programme = await db.Programmes.AsNoTracking().SingleAsync(p => p.Id == found.ProgrammeId, stop);
        Objective = found.ObjectiveId is { } objective ? await db.Objectives.AsNoTracking().FirstOrDefaultAsync(o => o.Id == objective, stop) : null;
        var contacts = found.Parties.Select(p => p.ContactId).OfType<Guid>().ToList();
        Contacts = await db.Contacts.AsNoTracking().Where(c => contacts.Contains(c.Id)).ToDictionaryAsync(c => c.Id, stop);
        Feed = await JournalFeed.LoadAsync(db, db.Journal.Where(e => e.ActionId == id), FeedSize, stop);
        Places = await db.Actions.CountAsync(a => a.ProgrammeId == found.ProgrammeId, stop);
        Place = 1 + await db.IndexAsync(found, stop);
        var counted = await db.Journal.AsNoTracking().Standing(db).Where(e => e.ActionId == id && e.Quantity != null)
            .Select(e => new { Quantity = e.Quantity!.Value, e.Text }).ToListAsync(stop);
        Quantities = [.. counted.GroupBy(c => c.Text is null ? "" : reader.Plain(c.Text.Unit), StringComparer.Ordinal)
            .Select(g => (g.Key, g.Sum(c => c.Quantity), g.Count()))];
        return true;
    }
}
