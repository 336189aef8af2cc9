using Chancery.Features.Campaigns;
using Chancery.Features.Contacts;
using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Platform.Journal;
using Chancery.Tests.Files;
using Chancery.Tests.House;
using Chancery.Tests.Newsroom;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Tests.Guards;

/// <summary>
/// The house with one row of everything in both missions, so that every address there is leads somewhere. Every text of
/// a mission holds its <see cref="Canary"/>.
/// </summary>
public class EverythingHouse : SqliteHouse
{
    public const string Nobody = "nobody@nowhere.example";

    private readonly SemaphoreSlim _once = new(1);
    private Dictionary<string, Belongings>? _rows;

    /// <summary>What stands in every text of the mission and nowhere else.</summary>
    public static string Canary(string mission) => $"zugvogel-{mission}";

    /// <summary>What a mission of this house has, by the name that its addresses give it.</summary>
    internal sealed record Belongings(
        Guid Mission, string Programme, string Campaign, Guid Objective, Guid Action, Guid Evidence, string Sha256, Guid Contact, Guid Story,
        string StorySlug, Guid Draft, string Invitation, string Calendar, Guid Entry);

    internal async Task<IReadOnlyDictionary<string, Belongings>> RowsAsync()
    {
        await _once.WaitAsync();
        try
        {
            if (_rows is null)
            {
                var rows = new Dictionary<string, Belongings> { ["seoul"] = await FillAsync("seoul", Seoul), ["other"] = await FillAsync("other", Other) };
                await AddNobodyAsync();
                _rows = rows;
            }
            return _rows;
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>A token of the person with every scope there is, for one mission.</summary>
    public async Task<string> TokenOf(string email, string mission)
    {
        var token = Tokens.New("chancery_");
        await using var scope = Services.CreateAsyncScope();
        var person = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByEmailAsync(email);
        await Given(new ApiToken
        {
            MissionId = mission == "seoul" ? Seoul : Other, PersonId = person!.Id, Name = "guard", TokenHash = Tokens.Hash(token),
            Scopes = string.Join(' ', ApiScopes.All), CreatedAt = this.Now(), ExpiresAt = this.Now().AddDays(30),
        });
        return token;
    }

    private async Task<Belongings> FillAsync(string slug, Guid mission)
    {
        var canary = Canary(slug);
        Translated Text(string what) => new(("en", $"{what} {canary}"), ("ko", $"{canary} 이름"));
        var writer = await PersonAsync(Role.Editor, slug);
        var campaign = new Campaign { MissionId = mission, Slug = "c-" + canary, Title = Text("Campaign"), Summary = Text("Summary") };
        var programme = new Programme
        {
            MissionId = mission, CampaignId = campaign.Id, Slug = "p-" + canary, Title = Text("Programme"), Summary = Text("Summary"), Source = Text("Source"),
            Country = "KR", LanguageList = "en,ko", From = new DateOnly(2026, 9, 14), To = new DateOnly(2026, 9, 20),
        };
        var objective = new Objective { MissionId = mission, ProgrammeId = programme.Id, Statement = Text("Objective"), Expected = Text("Expected") };
        objective.Targets.Add(new Target { MissionId = mission, ObjectiveId = objective.Id, Label = Text("Target"), Unit = Text("unit"), Value = 3 });
        programme.Objectives.Add(objective);
        var contact = new Contact
        {
            MissionId = mission, Name = Text("Contact"), Post = Text("Post"), City = Text("City"), Email = $"{canary}@example.org",
            SearchText = canary,
        };
        var action = new PlanAction
        {
            MissionId = mission, ProgrammeId = programme.Id, ObjectiveId = objective.Id, Position = 1, Title = Text("Action"), Description = Text("Described"), Place = Text("Place"),
        };
        Assert.Null(action.Plan(new DateOnly(2026, 9, 14), new DateOnly(2026, 9, 20)));
        action.Parties.Add(new ActionParty { MissionId = mission, ActionId = action.Id, ContactId = contact.Id, Role = PartyRole.Organiser, Note = Text("Note") });
        action.Budget.Add(new BudgetLine { MissionId = mission, ActionId = action.Id, Label = Text("Line"), Planned = 1000, Spent = 900 });

        var bytes = TestFiles.Jpeg(slug.Length * 1000);
        var stored = await Services.GetRequiredService<FileStore>().PutAsync(new MemoryStream(bytes), 10_000_000, CancellationToken.None);
        var evidence = new EvidenceFile
        {
            MissionId = mission, Sha256 = stored!.Sha256, Size = stored.Size, MediaType = "image/jpeg", Name = canary + ".jpg", Width = 64, Height = 48,
            Alt = Text("Alt"), Caption = Text("Caption"), Credit = Text("Credit"), ReceivedAt = this.Now(),
        };
        var entry = Guid.CreateVersion7();
        var calendar = Tokens.New();
        var invitation = Tokens.New();
        await Given(
            campaign, programme, contact, action, evidence,
            new JournalEntry
            {
                Id = entry, MissionId = mission, Kind = JournalEntry.Happened, ProgrammeId = programme.Id, ActionId = action.Id, Quantity = 1300,
                HappenedOn = new DateOnly(2026, 9, 16), HappenedAt = new TimeOnly(9, 10), ById = writer,
                Text = new JournalText { EntryId = entry, Words = Text("Happened"), Place = Text("Place"), Unit = Text("pieces") },
                Evidence = [new EntryEvidence { EntryId = entry, FileId = evidence.Id, Sha256 = evidence.Sha256 }],
            },
            new SavedView { MissionId = mission, ProgrammeId = programme.Id, PersonId = writer, Name = canary, Query = "?view=timeline" },
            new CalendarLink { MissionId = mission, ProgrammeId = programme.Id, PersonId = writer, TokenHash = Tokens.Hash(calendar) },
            new Invitation
            {
                MissionId = mission, Role = Role.Editor, Email = $"invited@{canary}.example", TokenHash = Tokens.Hash(invitation), InvitedById = await PersonAsync(Role.Administrator, slug),
                CreatedAt = this.Now(), ExpiresAt = this.Now().AddDays(7),
            });
        var story = await this.Publish(
            "s-" + canary, [("en", $"Story {canary}", $"Body {canary}"), ("ko", $"{canary} 기사", $"{canary} 본문")],
            programme: programme.Id, lead: evidence, mission: mission);
        var draft = this.Draft("d-" + canary, programme: programme.Id, mission: mission);
        foreach (var language in (string[])["en", "ko"])
        {
            draft.Editions.Add(new Edition
            {
                MissionId = mission, StoryId = draft.Id, Language = language, Title = $"Draft {canary}", Summary = canary, Body = canary, WrittenById = writer,
            });
        }
        await Given(draft);
        return new Belongings(
            mission, programme.Slug, campaign.Slug, objective.Id, action.Id, evidence.Id, evidence.Sha256, contact.Id, story.Id, story.Slug, draft.Id, invitation, calendar, entry);
    }

    private async Task<Guid> PersonAsync(Role role, string mission)
    {
        await using var scope = Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByEmailAsync(EmailOf(role, mission)))!.Id;
    }

    private async Task AddNobodyAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var made = await people.CreateAsync(new Person { Name = "Nobody", UserName = Nobody, Email = Nobody, EmailConfirmed = true, LockoutEnabled = true }, Password);
        Assert.True(made.Succeeded);
    }
}
