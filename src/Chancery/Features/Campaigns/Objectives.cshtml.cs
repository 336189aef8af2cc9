using System.Globalization;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Figures;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>The objectives of a programme: one open in the form (or a new one), the others to choose from.</summary>
[Requires(Permission.EditPlan)]
public sealed class ObjectivesModel(ChanceryDb db, Visit visit, FigureRegistry figures) : PageModel
{
    private const int MoreRows = 2;
    private const int MostTargets = 20;

    public sealed class TargetRow
    {
        public Guid? Id { get; set; }

        public Dictionary<string, string?> Label { get; set; } = [];

        public string? Value { get; set; }

        public Dictionary<string, string?> Unit { get; set; } = [];

        public string? Figure { get; set; }
    }

    [BindProperty]
    public Dictionary<string, string?> Statement { get; set; } = [];

    [BindProperty]
    public Dictionary<string, string?> Expected { get; set; } = [];

    [BindProperty]
    public List<TargetRow> Targets { get; set; } = [];

    [BindProperty]
    public int Version { get; set; }

    public Programme Programme { get; private set; } = null!;

    public IReadOnlyList<Objective> All { get; private set; } = [];

    /// <summary>The objective in the form; null for a new one.</summary>
    public Objective? Open { get; private set; }

    public Objective? Saved { get; private set; }

    public IEnumerable<Figure> Figures => figures.All;

    public string Here => $"/desk/{visit.Mission.Slug}/programmes/{Programme.Slug}/objectives";

    public IReadOnlyList<string> Languages => Open is { } o
        ? PlanWords.LanguagesOf(Programme.Languages, [o.Statement, o.Expected, .. o.Targets.SelectMany(t => (Translated[])[t.Label, t.Unit])])
        : Programme.Languages;

    public async Task<IActionResult> OnGetAsync(string programme, Guid? objective, CancellationToken stop)
    {
        if (!await FindAsync(programme, objective, stop)) return NotFound();
        if (Open is { } o)
        {
            (Statement, Expected, Version) = (PlanWords.Fields(o.Statement), PlanWords.Fields(o.Expected), o.Version);
            Targets =
            [
                .. o.Targets.OrderBy(t => t.Position).Select(t => new TargetRow
                {
                    Id = t.Id, Label = PlanWords.Fields(t.Label), Unit = PlanWords.Fields(t.Unit), Figure = t.FigureId,
                    Value = t.Value?.ToString("0.####", CultureInfo.InvariantCulture),
                }),
            ];
        }
        Targets.AddRange(Enumerable.Range(0, MoreRows).Select(_ => new TargetRow()));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string programme, Guid? objective, CancellationToken stop)
    {
        if (!await FindAsync(programme, objective, stop)) return NotFound();
        if (Open is not null && Open.Version != Version) return Stale();
        var statement = PlanWords.Read(Statement);
        var kept = Open ?? new Objective
        {
            MissionId = visit.Mission.Id, ProgrammeId = Programme.Id, Statement = statement,
            Position = All.Count == 0 ? 1 : All.Max(o => o.Position) + 1,
        };
        if (kept.Describe(statement, PlanWords.Read(Expected)) is { } refusal) return this.Refuse(refusal);
        if (TakeTargets(kept) is { } bad) return this.Refuse(bad);

        if (Open is null) db.Add(kept);
        else db.Entry(kept).Property(o => o.Version).IsModified = true; // its targets belong to it
        return await SaveAsync(kept, stop);
    }

    public async Task<IActionResult> OnPostMoveAsync(string programme, Guid? objective, int by, CancellationToken stop)
    {
        if (!await FindAsync(programme, objective, stop) || Open is null) return NotFound();
        var order = All.ToList();
        var at = order.FindIndex(o => o.Id == Open.Id);
        order.RemoveAt(at);
        order.Insert(Math.Clamp(at + Math.Sign(by), 0, order.Count), Open);
        for (var i = 0; i < order.Count; i++) order[i].Position = i + 1;
        return await SaveAsync(Open, stop);
    }

    public async Task<IActionResult> OnPostDeleteAsync(string programme, Guid? objective, CancellationToken stop)
    {
        if (!await FindAsync(programme, objective, stop) || Open is null) return NotFound();
        var id = Open.Id;
        var serving = await db.Actions.CountAsync(a => a.ObjectiveId == id, stop);
        if (serving > 0)
        {
            await OnGetAsync(programme, objective, stop);
            return this.Refuse(new Refusal("programme.objective-in-use").With("n", serving));
        }
        db.Remove(Open);
        return await SaveAsync(Open, stop);
    }

    /// <summary>Rows without a label fall away; the others keep their identity.</summary>
    private Refusal? TakeTargets(Objective objective)
    {
        var rows = Targets.Where(r => !PlanWords.Read(r.Label).IsEmpty).Take(MostTargets).ToList();
        objective.Targets.RemoveAll(t => rows.All(r => r.Id != t.Id));
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            decimal? value = null;
            if (!string.IsNullOrWhiteSpace(row.Value))
            {
                if (!decimal.TryParse(row.Value.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) || number > 1_000_000_000_000)
                    return new Refusal("programme.bad-target", $"Targets[{Targets.IndexOf(row)}].Value").With("typed", row.Value);
                value = number;
            }
            var target = objective.Targets.Find(t => t.Id == row.Id);
            if (target is null)
            {
                target = new Target { MissionId = visit.Mission.Id, ObjectiveId = objective.Id, Label = Translated.Empty };
                objective.Targets.Add(target);
                if (Open is not null) db.Add(target);
            }
            (target.Label, target.Unit, target.Value, target.Position) = (PlanWords.Read(row.Label), PlanWords.Read(row.Unit), value, i + 1);
            target.FigureId = row.Figure is { } id && figures.Find(id) is not null ? id : null;
        }
        return null;
    }

    private async Task<IActionResult> SaveAsync(Objective objective, CancellationToken stop)
    {
        db.Add(new JournalEntry
        {
            Id = Guid.CreateVersion7(), MissionId = visit.Mission.Id, Kind = "objective.changed", ProgrammeId = Programme.Id,
            SubjectId = objective.Id, ById = visit.Person.Id, HappenedOn = visit.Today,
        });
        await db.SaveChangesAsync(stop);
        return LocalRedirect(Here);
    }

    private PageResult Stale()
    {
        Saved = Open;
        Version = Open!.Version; // saving again is then a choice made with both texts in sight
        var page = this.Refuse(new Refusal("programme.changed-meanwhile"));
        Response.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }

    private async Task<bool> FindAsync(string slug, Guid? objective, CancellationToken stop)
    {
        if (await db.Programmes.AsNoTracking().FirstOrDefaultAsync(p => p.Slug == slug, stop) is not { } programme) return false;
        Programme = programme;
        All = await db.Objectives.AsSplitQuery().Where(o => o.ProgrammeId == programme.Id).Include(o => o.Targets)
            .OrderBy(o => o.Position).ThenBy(o => o.Id).ToListAsync(stop);
        Open = All.FirstOrDefault(o => o.Id == objective);
        return objective is null || Open is not null;
    }
}
