using System.Collections.Concurrent;
using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Storage;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Newsroom;

/// <summary>
/// Stretches of time in which a mission's public pages stay the same. An epoch ends when something opens by itself,
/// when the desk says that something changed, and after ten minutes at the latest. Its number is part of the key of
/// every cached page, so a page of an earlier epoch is never found again: an embargo opens to the second, and a page
/// that was being made while a story was withdrawn cannot come back.
/// </summary>
internal sealed class PublicEpochs(TimeProvider clock, IServiceScopeFactory scopes)
{
    /// <summary>Pages of the whole installation: the sitemap, pictures.</summary>
    public const string Everywhere = "";

    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (long Number, DateTime Until)> _epochs = new(StringComparer.Ordinal);
    private long _numbers;
    private long _changes;

    /// <summary>The number of the epoch that is running; null for a mission that does not exist.</summary>
    public async ValueTask<long?> NumberAsync(string mission, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (_epochs.TryGetValue(mission, out var known) && now < known.Until) return known.Number;
        while (true)
        {
            var changes = Interlocked.Read(ref _changes);
            if (await EndAsync(mission, now, stop) is not { } until) return null;
            var epoch = (Number: Interlocked.Increment(ref _numbers), Until: until);
            // What was read before a change must not found an epoch after it.
            if (changes != Interlocked.Read(ref _changes)) continue;
            _epochs[mission] = epoch;
            return epoch.Number;
        }
    }

    /// <summary>Something of this mission changed for the public.</summary>
    public void End(string mission)
    {
        Interlocked.Increment(ref _changes);
        _epochs.TryRemove(mission, out _);
        _epochs.TryRemove(Everywhere, out _);
    }

    private async Task<DateTime?> EndAsync(string mission, DateTime now, CancellationToken stop)
    {
        await using var services = scopes.CreateAsyncScope();
        var db = services.ServiceProvider.GetRequiredService<ChanceryDb>();
        IQueryable<Edition> openings = db.Set<Edition>().OpeningSoon(now);
        if (mission == Everywhere)
        {
            openings = openings.IgnoreQueryFilters([ChanceryDb.MissionFilter]);
        }
        else
        {
            var id = await db.Set<Mission>().Where(m => m.Slug == mission).Select(m => (Guid?)m.Id).FirstOrDefaultAsync(stop);
            if (id is null) return null;
            services.ServiceProvider.GetRequiredService<MissionScope>().Enter(id.Value);
        }
        var latest = now + Longest;
        return await openings.Select(e => e.OpensAt).FirstOrDefaultAsync(stop) is { } opens && opens < latest ? opens : latest;
    }
}

/// <summary>
/// Keeps public pages in the output cache, for everyone the same whatever cookies they bring. Only plain answers (200)
/// that set no cookie; under the keys of the query that the pages know; never a search, whose words are without end.
/// </summary>
internal sealed class PublicCache(PublicEpochs epochs, bool off) : IOutputCachePolicy
{
    private static readonly string[] QueryKeys = ["p", "year", "month", "kind", "in", "campaign", "place", "order"];

    public static string Tag(string mission) => "mission:" + mission;

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        var mission = request.RouteValues["mission"] as string ?? PublicEpochs.Everywhere;
        var cached = !off && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && !request.Query.ContainsKey("q");
        var epoch = cached ? await epochs.NumberAsync(mission, cancellation) : null;
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = epoch is not null;
        if (epoch is not { } number) return;
        context.CacheVaryByRules.QueryKeys = QueryKeys;
        context.CacheVaryByRules.VaryByValues["epoch"] = number.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
        context.Tags.Add(Tag(mission));
        context.ResponseExpirationTimeSpan = PublicEpochs.Longest;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        if (response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0) context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }
}

/// <summary>The framework's store; a tag that is evicted also ends its mission's epoch.</summary>
internal sealed class EpochStore(IOutputCacheStore store, PublicEpochs epochs) : IOutputCacheStore
{
    public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken)
    {
        if (tag.StartsWith(PublicCache.Tag(""), StringComparison.Ordinal)) epochs.End(tag[PublicCache.Tag("").Length..]);
        return store.EvictByTagAsync(tag, cancellationToken);
    }

    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => store.GetAsync(key, cancellationToken);

    public ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken) =>
        store.SetAsync(key, value, tags, validFor, cancellationToken);
}
