using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chancery.Features.Setup;

/// <summary>Second step: the mission. Saved at once, so that setup can be taken up again after a break.</summary>
[Public]
public sealed class MissionModel(ChanceryDb db, IServiceProvider services, Visit visit, Reader reader) : PageModel
{
    public sealed class InputModel
    {
        public Dictionary<string, string?> Name { get; set; } = [];
        public string? Slug { get; set; }
        public string? Zone { get; set; }
        public string? Default { get; set; }
        public List<string> Languages { get; set; } = [];
    }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await MayAsync()) return NotFound();
        var mission = await FirstRun.MissionAsync(db, stop);
        Input = mission is null
            ? new InputModel { Default = reader.Language, Languages = [reader.Language], Zone = reader.Language == "ko" ? "Asia/Seoul" : "Etc/UTC" }
            : new InputModel
            {
                Name = mission.Name.Texts.ToDictionary(t => t.Key, t => (string?)t.Value), Slug = mission.Slug, Zone = mission.Zone,
                Default = mission.DefaultLanguage, Languages = [.. mission.Languages],
            };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await MayAsync()) return NotFound();
        var mission = new FirstRun.MissionInput
        {
            Name = Input.Name, Slug = Input.Slug, Zone = Input.Zone, Default = Input.Default, Languages = Input.Languages,
        };
        return await FirstRun.SaveMissionAsync(db, mission, visit.Now, stop) is { } refusal
            ? this.Refuse(refusal)
            : LocalRedirect("/setup/administrator");
    }

    private Task<bool> MayAsync() => FirstRun.MayAsync(HttpContext, db, services.GetRequiredService<SetupKey>());
}
