using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Accounts;

/// <summary>One's own keys for the API: made for one mission and some scopes, shown once, ended at any time.</summary>
[SignedIn]
public sealed class TokensModel(ChanceryDb db, Visit visit) : PageModel
{
    public static IReadOnlyList<int> Lives => [30, 90, 365];

    public sealed class InputModel
    {
        public string? Name { get; set; }
        public Guid Mission { get; set; }
        public List<string> Scopes { get; set; } = [];
        public int Days { get; set; } = 90;
    }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<Mission> Missions { get; private set; } = [];

    public IReadOnlyList<ApiToken> Tokens { get; private set; } = [];

    /// <summary>Shown in this answer and never again.</summary>
    public string? Fresh { get; private set; }

    public Mission? MissionOf(ApiToken token) => Missions.FirstOrDefault(m => m.Id == token.MissionId);

    public async Task OnGetAsync(CancellationToken stop) => await LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        var name = PlainText.Clean(Input.Name).Trim();
        if (Check(name) is { } refusal) return this.Refuse(refusal);

        Fresh = Platform.Access.Tokens.New("chancery_");
        db.Add(new ApiToken
        {
            MissionId = Input.Mission, PersonId = visit.Person.Id, Name = name, TokenHash = Platform.Access.Tokens.Hash(Fresh),
            Scopes = string.Join(' ', ApiScopes.All.Where(Input.Scopes.Contains)),
            CreatedAt = visit.Now, ExpiresAt = visit.Now.AddDays(Input.Days),
        });
        await db.SaveChangesAsync(stop);
        await LoadAsync(stop);
        Input = new InputModel();
        ModelState.Clear();
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken stop)
    {
        var ended = await db.ApiTokens.Where(t => t.Id == id && t.PersonId == visit.Person.Id && t.RevokedAt == null)
            .ExecuteUpdateAsync(t => t.SetProperty(x => x.RevokedAt, visit.Now), stop);
        return ended == 0 ? NotFound() : LocalRedirect("/account/tokens");
    }

    private Refusal? Check(string name)
    {
        if (name.Length is 0 or > 100) return new Refusal("account.token-name", "Input.Name").With("n", 100);
        if (Missions.All(m => m.Id != Input.Mission)) return new Refusal("account.token-mission", "Input.Mission");
        if (!ApiScopes.All.Any(Input.Scopes.Contains)) return new Refusal("account.token-scopes", "Input.Scopes");
        return Lives.Contains(Input.Days) ? null : new Refusal("account.token-days", "Input.Days");
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        Missions = await db.MissionsOfAsync(visit, stop);
        Tokens = await db.ApiTokens.AsNoTracking().Where(t => t.PersonId == visit.Person.Id && t.RevokedAt == null)
            .OrderByDescending(t => t.CreatedAt).ToListAsync(stop);
    }
}
