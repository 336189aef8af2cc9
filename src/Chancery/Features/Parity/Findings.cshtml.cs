using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Parity;

/// <summary>
/// Where an edition differs from its source: with both readings, and with the way to say that a difference may stand.
/// The editor's script asks here while somebody types; without it the page is the same after every save.
/// </summary>
[Requires(Permission.ReadStories)]
public sealed class FindingsModel(ChanceryDb db, Visit visit, Reader reader) : PageModel
{
    /// <summary>What stands in the editor, when the script sends it; otherwise the saved text is compared.</summary>
    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Summary { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    /// <summary>Where the form was: <c>review</c>, <c>write</c> or this page.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public Story Story { get; private set; } = null!;

    public Edition Edition { get; private set; } = null!;

    public FindingsView View { get; private set; } = null!;

    private bool ByScript => Request.Headers["X-Fragment"].Count > 0;

    private string Home => $"/desk/{visit.Mission.Slug}/stories/{Story.Id}/{Edition.Language}";

    public async Task<IActionResult> OnGetAsync(Guid id, string edition, CancellationToken stop)
    {
        if (!await FindAsync(id, edition, stop)) return NotFound();
        return await ShowAsync(null, stop);
    }

    /// <summary>The findings of the text as it is typed. Nothing is saved.</summary>
    public async Task<IActionResult> OnPostCheckAsync(Guid id, string edition, CancellationToken stop)
    {
        if (!await FindAsync(id, edition, stop)) return NotFound();
        return await ShowAsync(null, stop);
    }

    [Requires(Permission.ReadStories, Write = Permission.WriteStories)]
    public async Task<IActionResult> OnPostWaiveAsync(Guid id, string edition, string? key, string? reason, CancellationToken stop)
    {
        if (!await FindAsync(id, edition, stop)) return NotFound();
        var found = await db.FindingsAsync(visit.Mission, Story, Edition, Typed, stop);
        var pair = found.Pairs.FirstOrDefault(p => p.Findings.Any(f => f.Key == key));
        var finding = pair?.Findings.First(f => f.Key == key);
        var why = PlainText.Clean(reason).Trim();
        if (pair is null || finding is null) return await RefuseAsync(new Refusal("parity.gone"), key, why, StatusCodes.Status409Conflict, stop);
        if (why.Length == 0) return await RefuseAsync(new Refusal("parity.no-reason"), key, why, StatusCodes.Status422UnprocessableEntity, stop);
        if (why.Length > Waiver.ReasonLimit)
            return await RefuseAsync(new Refusal("parity.reason-long").With("limit", Waiver.ReasonLimit), key, why, StatusCodes.Status422UnprocessableEntity, stop);
        if (finding.Waiver is null)
        {
            var waiver = new Waiver
            {
                MissionId = visit.Mission.Id, EditionId = pair.Target.Id, Kind = finding.Finding.Kind, Rule = finding.Finding.Rule,
                Hash = finding.Key, Reason = why, ById = visit.Person.Id, At = visit.Now,
            };
            db.Add(waiver);
            db.Add(Entry(waiver, pair.Target, "parity.waived"));
            await ParityJob.WantAsync(db, visit.Mission.Id, pair.Target.Id, visit.Now, stop);
            try
            {
                await db.SaveChangesAsync(stop);
            }
            catch (DbUpdateException) // a colleague waived the same difference in the same instant, or it did not work
            {
                db.ChangeTracker.Clear();
                if (!await db.Waivers.AnyAsync(w => w.EditionId == waiver.EditionId && w.Hash == waiver.Hash, stop)) throw;
                if (!await FindAsync(id, edition, stop)) return NotFound();
            }
        }
        return await DoneAsync(stop);
    }

    /// <summary>Who writes takes a waiver back.</summary>
    [Requires(Permission.ReadStories, Write = Permission.WriteStories)]
    public Task<IActionResult> OnPostUnwaiveAsync(Guid id, string edition, Guid waiver, CancellationToken stop) => TakeBackAsync(id, edition, waiver, stop);

    /// <summary>Who decides does not accept it.</summary>
    [Requires(Permission.ReadStories, Write = Permission.ApproveStories)]
    public Task<IActionResult> OnPostRefuseAsync(Guid id, string edition, Guid waiver, CancellationToken stop) => TakeBackAsync(id, edition, waiver, stop);

    private async Task<IActionResult> TakeBackAsync(Guid id, string edition, Guid waiver, CancellationToken stop)
    {
        if (!await FindAsync(id, edition, stop)) return NotFound();
        var editions = Story.Editions.ConvertAll(e => e.Id);
        if (await db.Waivers.FirstOrDefaultAsync(w => w.Id == waiver && editions.Contains(w.EditionId), stop) is { } row)
        {
            db.Remove(row);
            db.Add(Entry(row, Story.Editions.Find(e => e.Id == row.EditionId)!, "parity.unwaived"));
            await ParityJob.WantAsync(db, visit.Mission.Id, row.EditionId, visit.Now, stop);
            try
            {
                await db.SaveChangesAsync(stop);
            }
            catch (DbUpdateConcurrencyException) // taken back by two at once: it is taken back
            {
                db.ChangeTracker.Clear();
                if (!await FindAsync(id, edition, stop)) return NotFound();
            }
        }
        return await DoneAsync(stop);
    }

    private Platform.Journal.JournalEntry Entry(Waiver waiver, Edition edition, string kind) => Story.Entry(
        edition, visit, kind, new { edition = edition.Id, language = edition.Language, waiver = waiver.Id, kind = waiver.Kind, rule = waiver.Rule, hash = waiver.Hash });

    private PlainDocument? Typed
    {
        get
        {
            if (Title is null && Summary is null && Body is null) return null;
            // As saving will take it (Edition.Write); what is too long to be saved is too long to be compared.
            string Taken(string? text, int limit)
            {
                var clean = PlainText.Clean(text);
                return clean.Length > limit ? clean[..limit] : clean;
            }
            return PlainDocument.Of(
                Taken(Title, Edition.TitleLimit).ReplaceLineEndings(" ").TrimEnd(), Taken(Summary, Edition.SummaryLimit).TrimEnd(), Taken(Body, Edition.BodyLimit).TrimEnd());
        }
    }

    private async Task<bool> FindAsync(Guid id, string language, CancellationToken stop)
    {
        var story = await db.Stories.Include(s => s.Editions).FirstOrDefaultAsync(s => s.Id == id, stop);
        if (story?.In(language) is not { } edition) return false;
        (Story, Edition) = (story, edition);
        return true;
    }

    private async Task<IActionResult> DoneAsync(CancellationToken stop) => ByScript
        ? await ShowAsync(null, stop)
        : Redirect((Back is "review" ? Home + "/review" : Back is "write" ? Home : Home + "/findings") + "#findings");

    private async Task<IActionResult> RefuseAsync(Refusal refusal, string? key, string reason, int status, CancellationToken stop)
    {
        this.AddRefusal(refusal);
        Response.StatusCode = status;
        return await ShowAsync((key ?? "", reason, reader.Say(refusal)), stop);
    }

    private async Task<IActionResult> ShowAsync((string Key, string Reason, string Problem)? refused, CancellationToken stop)
    {
        View = await FindingsView.OfAsync(db, visit, Story, Edition, Typed, ByScript ? Back ?? "" : "", stop) with { Refused = refused };
        return ByScript ? Partial("_Findings", View) : Page();
    }
}
