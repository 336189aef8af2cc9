using System.Globalization;
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

/// <summary>Every file that was handed in as proof, newest first, and a way to hand in more.</summary>
[Requires(Permission.OpenEvidence, Write = Permission.RecordEntry)]
[TakesFiles]
public sealed class EvidenceModel(ChanceryDb db, Visit visit, Reader reader, Uploads uploads) : PageModel
{
    private const int PageSize = 48;

    public IReadOnlyList<EvidenceFile> Files { get; private set; } = [];

    public bool HasOlder { get; private set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    [BindProperty]
    public List<IFormFile> Sent { get; set; } = [];

    [BindProperty]
    public FileTexts Texts { get; set; } = new();

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    [Requires(Permission.OpenEvidence)]
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        ModelState.Clear();
        var taken = new List<EvidenceFile>();
        if (Sent.Count == 0) this.AddRefusal(new Refusal("evidence.none", nameof(Sent)));
        try
        {
            foreach (var sent in Sent)
            {
                var (file, refusal) = await uploads.TakeAsync(sent, nameof(Sent), stop);
                if (refusal is not null) this.AddRefusal(refusal);
                else taken.Add(file!);
            }
            foreach (var refusal in Texts.Check(nameof(Texts))) this.AddRefusal(refusal);
            if (ModelState.ErrorCount == 0)
            {
                foreach (var file in taken.Distinct().Where(f => db.Entry(f).State == EntityState.Added))
                    Texts.Introduce(db, visit, file);
                await db.SaveChangesAsync(stop);
                this.Toast(reader["evidence.toast.added", ("n", taken.Count)]);
                return LocalRedirect($"/desk/{visit.Mission.Slug}/evidence");
            }
        }
        catch
        {
            await uploads.ForgetAsync();
            throw;
        }
        db.ChangeTracker.Clear();
        await uploads.ForgetAsync();
        if (Sent.Count > 0) ModelState.AddModelError(nameof(Sent), reader["evidence.choose-again"]);
        await LoadAsync(stop);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        var files = db.EvidenceFiles.AsNoTracking();
        if (Guid.TryParse(Before, out var before) && await files.FirstOrDefaultAsync(f => f.Id == before, stop) is { } last)
            files = files.Where(f => f.ReceivedAt < last.ReceivedAt || (f.ReceivedAt == last.ReceivedAt && f.Sha256.CompareTo(last.Sha256) > 0));
        var found = await files.OrderByDescending(f => f.ReceivedAt).ThenBy(f => f.Sha256).Take(PageSize + 1).ToListAsync(stop);
        (Files, HasOlder) = ([.. found.Take(PageSize)], found.Count > PageSize);
    }

    /// <summary>1.2 MB, 340 KB.</summary>
    public static string Weight(long bytes, CultureInfo culture) => bytes >= 1_000_000
        ? (bytes / 1_000_000m).ToString("#,0.#", culture) + " MB"
        : Math.Max(1, bytes / 1000).ToString("#,0", culture) + " KB";
}

/// <summary>What is written about a file, in every language of the mission.</summary>
public sealed class FileTexts
{
    public Dictionary<string, string?> Alt { get; set; } = [];

    public Dictionary<string, string?> Caption { get; set; } = [];

    public Dictionary<string, string?> Credit { get; set; } = [];

    internal static FileTexts Of(EvidenceFile file) => new()
    {
        Alt = ActionForm.Texts(file.Alt), Caption = ActionForm.Texts(file.Caption), Credit = ActionForm.Texts(file.Credit),
    };

    internal IEnumerable<Refusal> Check(string prefix) =>
        ((string Name, Dictionary<string, string?> Texts)[])[(nameof(Alt), Alt), (nameof(Caption), Caption), (nameof(Credit), Credit)] is var all
            ? all.SelectMany(t => t.Texts.Where(x => x.Value?.Length > 1000).Select(x => new Refusal("plan.too-long", $"{prefix}.{t.Name}[{x.Key}]").With("limit", 1000)))
            : [];

    /// <summary>Writes the texts on a file that was just taken in, and notes its coming.</summary>
    internal void Introduce(ChanceryDb db, Visit visit, EvidenceFile file)
    {
        ApplyTo(file);
        db.Add(new JournalEntry
        {
            Id = Guid.CreateVersion7(), MissionId = visit.Mission.Id, Kind = "evidence.added", SubjectId = file.Id,
            ById = visit.Person.Id, HappenedOn = visit.Today,
            Evidence = [new EntryEvidence { FileId = file.Id, Sha256 = file.Sha256 }],
        });
    }

    internal void ApplyTo(EvidenceFile file) =>
        (file.Alt, file.Caption, file.Credit) = (ActionForm.Of(Alt), ActionForm.Of(Caption), ActionForm.Of(Credit));
}
