using System.Net;
using System.Text;
using System.Text.Json;
using Chancery.Platform.Access;
using Chancery.Tests.Api;
using Chancery.Tests.House;
using Chancery.Text.Parity;

namespace Chancery.Tests.Parity;

public abstract class ParityApiTests
{
    private readonly House.House _house;

    protected ParityApiTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task Two_texts_are_compared_for_any_token_and_answered_as_the_command_line_does()
    {
        var caller = await Caller.As(_house, Role.Volunteer, "plan:read");
        var answer = (await caller.Post("parity", Pair(GivenEditions.English, GivenEditions.Differing, "one"))).Is(HttpStatusCode.OK);
        var report = ParityCheck.Compare(new("en", GivenEditions.English), new("ko", GivenEditions.Differing));
        Assert.NotEmpty(report.Findings);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(ParityJson.Write(report, "one")).RootElement, answer.Json), answer.Text);
        Assert.Equal(("number", "error"), (answer.Text_("findings.0.kind"), answer.Text_("findings.0.severity")));
        (await Caller.With(_house, "chancery_nonsense").Post("parity", Pair("a", "b"))).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Odd_input_is_compared_or_refused_and_never_breaks()
    {
        var caller = await Caller.As(_house, Role.Editor);
        foreach (var (a, b) in ((string, string)[])[("", ""), ("", GivenEditions.Korean), (new string('9', 10_000), "9"), ("\u0000\u202e\u1112\u1161\u11ab", "> > > > - - #"), (GivenEditions.English, GivenEditions.English)])
            (await caller.Post("parity", Pair(a, b))).Is(HttpStatusCode.OK);
        var unknown = (await caller.Post("parity", new { source = new { language = "en", text = "227,000" }, target = new { language = "tlh", text = "229,000" } })).Is(HttpStatusCode.OK);
        Assert.Equal(1, unknown.At("remarks").GetArrayLength());
        Assert.Equal(["source.language", "target.text"], (await caller.Post("parity", new { source = new { text = "x" }, target = new { language = "ko" } })).IsProblem(HttpStatusCode.UnprocessableEntity).Fields);
        (await caller.Send(HttpMethod.Post, "parity", """{"source": """)).IsProblem(HttpStatusCode.BadRequest);
        var bytes = Encoding.UTF8.GetBytes("""{"source":{"language":"en","text":"§"},"target":{"language":"ko","text":""}}""");
        bytes[Array.IndexOf(bytes, (byte)0xC2)] = 0xFF;
        using var invalid = new ByteArrayContent(bytes);
        invalid.Headers.ContentType = new("application/json");
        (await caller.Send(HttpMethod.Post, "parity", invalid)).IsProblem(HttpStatusCode.BadRequest);
        (await caller.Send(HttpMethod.Post, "parity", """{"source":{"language":"en","text":"\ud800"},"target":{"language":"ko","text":""}}""")).IsProblem(HttpStatusCode.BadRequest);
        (await caller.Send(HttpMethod.Post, "parity", JsonSerializer.Serialize(Pair(new string('a', 2 * 1024 * 1024), "b")))).IsProblem(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Findings_of_an_edition_are_read_with_stories_read_and_only_in_their_mission()
    {
        var story = await _house.Editions();
        var caller = await Caller.As(_house, Role.Reviewer, "stories:read");
        var answer = (await caller.Get($"seoul/stories/{story.Id}/editions/ko/findings")).Is(HttpStatusCode.OK);
        Assert.Equal((1, "ko", "number", "block"), (answer.At("blocking").GetInt32(), answer.Text_("compared.0.languages.1")!, answer.Text_("compared.0.findings.0.kind")!, answer.Text_("compared.0.findings.0.treatment")!));
        Assert.Equal("null", answer.Text_("compared.0.findings.0.waived"));
        (await caller.Get($"seoul/stories/{story.Id}/editions/fr/findings")).IsProblem(HttpStatusCode.NotFound);
        (await caller.Get($"other/stories/{story.Id}/editions/ko/findings")).IsProblem(HttpStatusCode.NotFound);
        (await (await Caller.As(_house, Role.Reviewer, "plan:read")).Get($"seoul/stories/{story.Id}/editions/ko/findings")).IsProblem(HttpStatusCode.Forbidden);
    }

    private static object Pair(string source, string target, string? id = null) =>
        new { id, source = new { language = "en", text = source }, target = new { language = "ko", text = target } };
}

public sealed class ParityApiOnSqlite(SqliteHouse house) : ParityApiTests(house), IClassFixture<SqliteHouse>;

public sealed class ParityApiOnPostgres(PostgresHouse house) : ParityApiTests(house), IClassFixture<PostgresHouse>;
