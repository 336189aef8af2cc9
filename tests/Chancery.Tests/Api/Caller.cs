using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Chancery.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Api;

/// <summary>A program that calls the API with a token.</summary>
internal sealed class Caller(HttpClient client)
{
    public HttpClient Client { get; } = client;

    /// <summary>With a token of a person of this role; every scope when none is named.</summary>
    public static async Task<Caller> As(House.House house, Role role, params string[] scopes)
    {
        var token = await TokenOf(house, House.House.EmailOf(role), house.Seoul, scopes.Length == 0 ? [.. ApiScopes.All] : scopes);
        return With(house, token);
    }

    public static Caller With(House.House house, string token)
    {
        var client = house.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new Caller(client);
    }

    public static async Task<string> TokenOf(House.House house, string email, Guid mission, string[] scopes, TimeSpan? life = null)
    {
        var token = Tokens.New("chancery_");
        var now = house.Clock.GetUtcNow().UtcDateTime;
        var person = await house.Rows(db => db.Users.Where(p => p.Email == email).Select(p => p.Id).SingleAsync());
        await house.Given(new ApiToken
        {
            MissionId = mission, PersonId = person, Name = "test", TokenHash = Tokens.Hash(token), Scopes = string.Join(' ', scopes),
            CreatedAt = now, ExpiresAt = now + (life ?? TimeSpan.FromDays(90)),
        });
        return token;
    }

    public Caller Speaking(string language)
    {
        Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return this;
    }

    public Task<Reply> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<Reply> Post(string path, object? body = null, string? ifMatch = null) => Send(HttpMethod.Post, path, body, ifMatch);

    public Task<Reply> Put(string path, object body, string? ifMatch = null) => Send(HttpMethod.Put, path, body, ifMatch);

    /// <summary>A body as it stands: a string is sent as JSON without another look.</summary>
    public async Task<Reply> Send(HttpMethod method, string path, object? body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, new Uri("/api/v1/" + path, UriKind.Relative));
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string json => new StringContent(json, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var answer = await Client.SendAsync(request);
        return await Reply.Of(answer);
    }
}

/// <summary>What came back.</summary>
internal sealed record Reply(HttpStatusCode Status, string Text, string? MediaType, HttpResponseHeaders Headers)
{
    private readonly Lazy<JsonElement> _json = new(() => JsonDocument.Parse(Text).RootElement.Clone());

    public JsonElement Json => _json.Value;

    public static async Task<Reply> Of(HttpResponseMessage answer) => new(
        answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.MediaType, answer.Headers);

    /// <summary>By a path such as <c>items.0.title.en</c>.</summary>
    public JsonElement At(string path) => path.Split('.').Aggregate(Json, (at, key) =>
        at.ValueKind == JsonValueKind.Array ? at[int.Parse(key, CultureInfo.InvariantCulture)] : at.GetProperty(key));

    public string? Text_(string path) => At(path).ValueKind == JsonValueKind.String ? At(path).GetString() : At(path).GetRawText();

    public int Version => At("version").GetInt32();

    public Guid Id => At("id").GetGuid();

    /// <summary>The fields that a problem names.</summary>
    public IReadOnlyList<string> Fields => [.. At("errors").EnumerateObject().Select(p => p.Name)];

    /// <summary>A problem of this status, in problem+json, without a word about what is inside.</summary>
    public Reply IsProblem(HttpStatusCode status)
    {
        Assert.True(status == Status, $"{(int)status} expected, {(int)Status} came: {Text}");
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal((int)status, At("status").GetInt32());
        Assert.False(string.IsNullOrWhiteSpace(Text_("title")));
        foreach (var leak in (string[])["   at ", "Exception", "Chancery.", "System.", "Microsoft.", "[error.", "[refusal.", "[api."])
            Assert.DoesNotContain(leak, Text, StringComparison.Ordinal);
        return this;
    }

    public Reply Is(HttpStatusCode status)
    {
        Assert.True(status == Status, $"{(int)status} expected, {(int)Status} came: {Text}");
        return this;
    }
}
