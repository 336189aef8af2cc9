using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Chancery.Text.Parity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Parity;

/// <summary>What the mission does about each kind of finding.</summary>
[Requires(Permission.ManageMission)]
public sealed class SettingsModel(ChanceryDb db, Visit visit, Reader reader) : PageModel
{
    /// <summary>Kind → treatment, empty: by severity.</summary>
    [BindProperty]
    public Dictionary<string, string?> Kinds { get; set; } = [];

    /// <summary>Fingerprint of the choices that the form was made from.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    /// <summary>What is saved now, by kind.</summary>
    public IReadOnlyDictionary<string, Treatment> Saved { get; private set; } = new Dictionary<string, Treatment>();

    public async Task OnGetAsync(CancellationToken stop) => await LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var rows = await LoadAsync(stop);
        if (Seen != Fingerprint()) return Stale();
        var wanted = new Dictionary<string, Treatment>(StringComparer.Ordinal);
        foreach (var (kind, typed) in Kinds)
        {
            if (string.IsNullOrEmpty(typed)) continue;
            if (!FindingKinds.All.Contains(kind, StringComparer.Ordinal) || !Enum.TryParse<Treatment>(typed, out var treatment) || !Enum.IsDefined(treatment))
                return this.Refuse(new Refusal("parity.unknown-treatment"));
            wanted[kind] = treatment;
        }
        var changed = FindingKinds.All.Where(kind => Find(wanted, kind) != Find(Saved, kind)).ToList();
        if (changed.Count > 0)
        {
            foreach (var kind in changed)
            {
                var row = rows.Find(r => r.Kind == kind);
                if (row is not null && !wanted.ContainsKey(kind)) db.Remove(row);
                else if (row is not null) row.Treatment = wanted[kind];
                else db.Add(new ParitySetting { MissionId = visit.Mission.Id, Kind = kind, Treatment = wanted[kind] });
            }
            db.Add(new JournalEntry
            {
                Id = Guid.CreateVersion7(), MissionId = visit.Mission.Id, Kind = "parity.settings", SubjectId = visit.Mission.Id, ById = visit.Person.Id,
                HappenedOn = visit.Today,
                Payload = JsonSerializer.Serialize(changed.ToDictionary(kind => kind, kind => Find(wanted, kind)?.ToString().ToLowerInvariant() ?? "by-severity")),
            });
            // What the lists say depends on it.
            foreach (var edition in await db.ParityStates.Select(s => s.EditionId).ToListAsync(stop))
                await ParityJob.WantAsync(db, visit.Mission.Id, edition, visit.Now, stop);
            try
            {
                await db.SaveChangesAsync(stop);
            }
            catch (DbUpdateException) // two administrators in the same instant
            {
                db.ChangeTracker.Clear();
                await LoadAsync(stop);
                return Stale();
            }
        }
        TempData["Toast"] = reader["accounts.saved"];
        return LocalRedirect($"/desk/{visit.Mission.Slug}/mission/parity");
    }

    /// <summary>The choice as the form shows it: what was typed, else what is saved.</summary>
    public string Chosen(string kind) => Kinds.TryGetValue(kind, out var typed) ? typed ?? "" : Find(Saved, kind)?.ToString() ?? "";

    public string Fingerprint() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Saved.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key} {s.Value}")))))[..16];

    private static Treatment? Find(IReadOnlyDictionary<string, Treatment> all, string kind) => all.TryGetValue(kind, out var found) ? found : null;

    private async Task<List<ParitySetting>> LoadAsync(CancellationToken stop)
    {
        var rows = await db.ParitySettings.ToListAsync(stop);
        Saved = rows.ToDictionary(r => r.Kind, r => r.Treatment);
        return rows;
    }

    private PageResult Stale()
    {
        this.AddRefusal(new Refusal("parity.settings-meanwhile"));
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
