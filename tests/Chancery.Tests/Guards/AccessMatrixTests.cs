using System.Net;
using System.Net.Http.Headers;
using Chancery.Platform.Access;
using Chancery.Storage;
using Chancery.Tests.House;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Tests.Guards;

/// <summary>
/// Every door of the application, taken from the running one, tried by everybody: seven roles of the mission, seven of
/// another mission, a person of no mission, and somebody who is not signed in. There is no list of exemptions.
/// </summary>
public sealed class AccessMatrixTests(EverythingHouse house) : IClassFixture<EverythingHouse>
{
    private sealed record Who(string Name, string? Email, IReadOnlyList<Role> Roles);

    private static readonly IReadOnlyList<Who> Everybody =
    [
        new("anonymous", null, []),
        new("nobody", EverythingHouse.Nobody, []),
        .. Enum.GetValues<Role>().Select(role => new Who($"{role} of seoul", House.House.EmailOf(role), [role])),
        .. Enum.GetValues<Role>().Select(role => new Who($"{role} of other", House.House.EmailOf(role, "other"), [])),
    ];

    [Fact]
    public async Task Every_door_opens_to_whom_the_permission_table_says_and_to_nobody_else()
    {
        var rows = await house.RowsAsync();
        var doors = (await Door.AllAsync(house.Services)).Where(d => !d.IsFile).ToList();
        var broken = new List<string>();
        Assert.True(doors.Count > 100, "The table of endpoints was not read.");

        // Reading first and refused writing next, both of which must leave every row as it is; then what is allowed.
        var tries = (
            from door in doors
            from who in Everybody
            let refusal = door.Asks.Refusal(who.Email is not null, who.Roles, door.IsApi)
            orderby door.Method != "GET", refusal is null
            select (door, who, refusal)).ToList();
        var visitors = new Dictionary<(string, bool), Caller>();
        var before = await CountsAsync();
        var changing = false;
        foreach (var (door, who, refusal) in tries)
        {
            if (door.In("seoul", rows["seoul"]) is not { } path)
            {
                broken.Add($"{door.Name}: Doors.cs knows no row for one of its holes; teach it.");
                continue;
            }
            if (door.Method != "GET" && refusal is null && !changing)
            {
                changing = true;
                Assert.Equal(before, await CountsAsync());
            }
            var key = (who.Name, door.IsApi);
            if (!visitors.TryGetValue(key, out var caller)) visitors[key] = caller = await CallerAsync(who, door.IsApi);
            var what = Wrong(door, refusal, await caller.KnockAsync(door, path));
            if (what is not null && changing)
            {
                // An allowed try before this one may have ended the session or taken the role: in afresh.
                visitors[key] = caller = await CallerAsync(who, door.IsApi);
                what = Wrong(door, refusal, await caller.KnockAsync(door, path));
            }
            if (what is not null) broken.Add($"{door.Name} by {who.Name}: {what}");
        }
        Assert.True(broken.Count == 0, $"{broken.Count} of {tries.Count}:\n" + string.Join('\n', broken.Distinct()));
        TestContext.Current.SendDiagnosticMessage($"{doors.Count} doors, {tries.Count} tries");
    }

    [Fact]
    public async Task Rows_of_another_mission_are_not_there_under_ones_own_address()
    {
        // Somebody who may do everything in "other" takes the ids of "seoul" to the addresses of "other".
        var rows = await house.RowsAsync();
        var broken = new List<string>();
        var readers = new Dictionary<Role, Visitor>();
        foreach (var door in (await Door.AllAsync(house.Services)).Where(d => d is { IsFile: false, NamesMission: true, IsApi: false, Method: "GET" }))
        {
            if (door.In("other", rows["seoul"]) is not { } path || path == door.In("other", rows["other"])) continue;
            foreach (var role in Enum.GetValues<Role>())
            {
                if (!readers.TryGetValue(role, out var reader)) readers[role] = reader = await house.As(role, "other");
                var answer = await reader.Get(path);
                // A page of one's own that takes an unknown name for something new shows nothing of the other's.
                if (answer.Status is HttpStatusCode.OK or HttpStatusCode.Redirect && answer.Text.Contains(EverythingHouse.Canary("seoul") + " ", StringComparison.Ordinal))
                    broken.Add($"{door.Name} as {role} of other: shows rows of seoul");
                else if (answer.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Forbidden))
                    broken.Add($"{door.Name} as {role} of other: {(int)answer.Status}");
            }
        }
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public async Task A_door_that_says_nothing_is_refused_to_everybody()
    {
        foreach (var metadata in (object[][])[[], ["a word"], [new HttpMethodMetadataOf("GET")]])
        {
            await using var scope = house.Services.CreateAsyncScope();
            var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
            http.SetEndpoint(new Endpoint(_ => Task.CompletedTask, new EndpointMetadataCollection(metadata), "silent"));
            var reached = false;
            var access = new MissionAccess(
                _ =>
                {
                    reached = true;
                    return Task.CompletedTask;
                }, house.Services.GetRequiredService<IConfiguration>());
            await access.InvokeAsync(
                http, scope.ServiceProvider.GetRequiredService<ChanceryDb>(), scope.ServiceProvider.GetRequiredService<MissionScope>(), scope.ServiceProvider.GetRequiredService<Visit>());
            Assert.False(reached);
            Assert.Equal(StatusCodes.Status403Forbidden, http.Response.StatusCode);
            Assert.False(Asks.Of(metadata).Says);
        }
    }

    [Fact]
    public async Task Every_door_says_what_it_asks()
    {
        var silent = (await Door.AllAsync(house.Services)).Where(d => !d.Asks.Says).Select(d => d.Name).ToList();
        Assert.True(silent.Count == 0, "No [Requires], [SignedIn] or [Public]:\n" + string.Join('\n', silent));
        var homeless = (await Door.AllAsync(house.Services)).Where(d => d.Asks.Requires.Count > 0 && !d.NamesMission).Select(d => d.Name).ToList();
        Assert.True(homeless.Count == 0, "Asks a permission without a mission in its address:\n" + string.Join('\n', homeless));
    }

    private sealed record HttpMethodMetadataOf(string Method);

    private async Task<Caller> CallerAsync(Who who, bool api)
    {
        if (who.Email is null) return new Caller(house.Anonymous().Client);
        if (!api) return new Caller((await house.As(who.Email)).Client);
        var mission = who.Name.EndsWith("other", StringComparison.Ordinal) ? "other" : "seoul";
        var client = house.Anonymous().Client;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await house.TokenOf(who.Email, mission));
        return new Caller(client);
    }

    /// <summary>Only what the door said counts here: no page is read, which makes thousands of tries bearable.</summary>
    private sealed class Caller(HttpClient client)
    {
        private string? _token;

        public async Task<(int Status, string Location)> KnockAsync(Door door, string path)
        {
            HttpContent? body = null;
            if (door is { Method: "POST", IsApi: false })
            {
                _token ??= await TokenAsync();
                body = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", _token)]);
            }
            else if (door.Method is not ("GET" or "DELETE"))
            {
                body = new StringContent("{}", null, "application/json");
            }
            var answer = await SendAsync(door, path, body);
            // The door takes files: routing said so before anybody asked who knocks.
            return answer.Status == StatusCodes.Status415UnsupportedMediaType
                ? await SendAsync(door, path, new MultipartFormDataContent { { new StringContent("x"), "word" } })
                : answer;
        }

        private async Task<(int Status, string Location)> SendAsync(Door door, string path, HttpContent? body)
        {
            using var request = new HttpRequestMessage(new HttpMethod(door.Method), path) { Content = body };
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return ((int)answer.StatusCode, answer.Headers.Location?.ToString() ?? "");
        }

        private async Task<string> TokenAsync()
        {
            // Any page with a form: this one is for everybody, whatever came before.
            using var answer = await client.GetAsync(new Uri("/error/404", UriKind.Relative));
            var page = await answer.Content.ReadAsStringAsync();
            const string mark = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
            var at = page.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
            return page[at..page.IndexOf('"', at)];
        }
    }

    private static string? Wrong(Door door, int? refusal, (int Status, string Location) answer)
    {
        var (status, location) = answer;
        // Broken is not an answer, whoever asks.
        if (status >= 500) return $"{status}";
        var toSignIn = status == 302 && location.Contains("/account/sign-in?back=", StringComparison.Ordinal);
        return refusal switch
        {
            null when status is 401 or 403 => $"may, but got {status}",
            null when door.Asks.Public => null,
            // A row that is not there cannot prove anything about who may see it.
            null when toSignIn || (status == 404 && door.Method == "GET" && door.NamesMission) => $"may, but got {status}",
            StatusCodes.Status401Unauthorized when (door.IsApi ? status != 401 : !toSignIn) => $"must be asked to sign in, but got {status}",
            StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound when status != refusal => $"must get {refusal}, but got {status}",
            _ => null,
        };
    }

    /// <summary>How many rows each table has.</summary>
    private Task<Dictionary<string, int>> CountsAsync() => house.Rows(async db =>
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct())
        {
            // A token of the guard's own is no trace of a door, and reading makes no keys after the first.
            if (table is "ApiTokens" or "ApiToken" or "DataProtectionKeys") continue;
#pragma warning disable EF1002 // Names of our own model.
            counts[table] = await db.Database.SqlQueryRaw<int>($"SELECT COUNT(*) AS \"Value\" FROM \"{table}\"").SingleAsync();
#pragma warning restore EF1002
        }
        return counts;
    });
}
