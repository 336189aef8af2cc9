using System.Collections.Concurrent;
using Chancery.Platform.Jobs;
using Chancery.Storage;
using Chancery.Tests.House;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chancery.Tests.Guards;

/// <summary>Two nodes and one queue: a job is finished once, by the node that holds it now.</summary>
public abstract class LeaseTests
{
    private readonly House.House _house;

    protected LeaseTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Fact]
    public async Task Of_many_nodes_that_reach_for_the_same_jobs_each_job_goes_to_one()
    {
        var jobs = await GivenAsync(30);
        var taken = new ConcurrentBag<(Guid Job, int Epoch, bool Finished)>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(node => Task.Run(async () =>
        {
            while (true)
            {
                await using var scope = Scope(out var db);
                if (await Runner().TakeAsync(db, $"node {node}", CancellationToken.None) is not { } job) return;
                await Task.Yield();
                taken.Add((job.Id, job.LeaseEpoch, await Runner().FinishAsync(db, job, CancellationToken.None)));
            }
        })));
        var mine = taken.Where(t => jobs.Contains(t.Job)).ToList();
        Assert.Equal(jobs.Order(), mine.Where(t => t.Finished).Select(t => t.Job).Order());
        Assert.Equal(jobs.Count, mine.Count);
        Assert.All(mine, t => Assert.Equal(1, t.Epoch));
    }

    [Fact]
    public async Task A_node_that_slept_past_its_lease_can_neither_finish_the_job_nor_put_it_off()
    {
        var id = Assert.Single(await GivenAsync(1));
        await using var first = Scope(out var sleeper);
        await using var second = Scope(out var other);
        // Both nodes even have the same name, as after a restart of a container: only the epoch tells them apart.
        var slept = (await Runner().TakeAsync(sleeper, "node", CancellationToken.None))!;
        Assert.Null(await Runner().TakeAsync(other, "node", CancellationToken.None));

        _house.Clock.Advance(JobRunner.Lease + TimeSpan.FromSeconds(1));
        var taken = (await Runner().TakeAsync(other, "node", CancellationToken.None))!;
        Assert.Equal((id, slept.LeaseEpoch + 1), (taken.Id, taken.LeaseEpoch));

        Assert.False(await Runner().FinishAsync(sleeper, slept, CancellationToken.None), "The node that slept finished what another holds.");
        var now = await _house.Rows(db => db.Jobs.AsNoTracking().SingleAsync(j => j.Id == id));
        Assert.Null(now.DoneAt);
        Assert.True(await Runner().FinishAsync(other, taken, CancellationToken.None));
        Assert.False(await Runner().FinishAsync(other, taken, CancellationToken.None), "A job was finished twice.");
    }

    [Fact]
    public async Task Of_nodes_that_race_for_a_lease_that_has_run_out_one_gets_it()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = Assert.Single(await GivenAsync(1));
            await using (var scope = Scope(out var db)) Assert.NotNull(await Runner().TakeAsync(db, "gone", CancellationToken.None));
            _house.Clock.Advance(JobRunner.Lease + TimeSpan.FromSeconds(1));
            using var start = new SemaphoreSlim(0);
            var racers = Enumerable.Range(0, 6).Select(node => Task.Run(async () =>
            {
                await using var scope = Scope(out var db);
                await start.WaitAsync();
                if (await Runner().TakeAsync(db, $"node {node}", CancellationToken.None) is not { } job) return (Took: false, Finished: false);
                return (Took: true, Finished: await Runner().FinishAsync(db, job, CancellationToken.None));
            })).ToList();
            start.Release(6);
            var ran = await Task.WhenAll(racers);
            Assert.Equal((1, 1), (ran.Count(r => r.Took), ran.Count(r => r.Finished)));
            Assert.Equal(2, await _house.Rows(db => db.Jobs.Where(j => j.Id == id).Select(j => j.LeaseEpoch).SingleAsync()));
        }
    }

    // A runner that is not the application's own, whose clock is the house's.
    private JobRunner Runner() => new(
        _house.Services.GetRequiredService<IServiceScopeFactory>(), [], _house.Clock, NullLogger<JobRunner>.Instance);

    private AsyncServiceScope Scope(out ChanceryDb db)
    {
        var scope = _house.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<MissionScope>().EnterEvery();
        db = scope.ServiceProvider.GetRequiredService<ChanceryDb>();
        return scope;
    }

    private async Task<IReadOnlyList<Guid>> GivenAsync(int count)
    {
        var jobs = Enumerable.Range(0, count).Select(_ => new Job
        {
            Kind = "guard", Key = "guard:" + Guid.CreateVersion7(), DueAt = _house.Clock.GetUtcNow().UtcDateTime,
        }).ToList();
        await _house.Given([.. jobs]);
        return [.. jobs.Select(j => j.Id)];
    }
}

/// <summary>The application's own runner would reach for the same jobs; here it rests.</summary>
public sealed class RestingSqliteHouse : SqliteHouse
{
    protected override void Configure(IWebHostBuilder builder) => Resting.Configure(builder);
}

public sealed class RestingPostgresHouse : PostgresHouse
{
    protected override void Configure(IWebHostBuilder builder) => Resting.Configure(builder);
}

internal static class Resting
{
    public static void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services =>
    {
        var runner = services.Single(s => s.ImplementationType == typeof(JobRunner));
        services.Remove(runner);
    });
}

public sealed class LeasesOnSqlite(RestingSqliteHouse house) : LeaseTests(house), IClassFixture<RestingSqliteHouse>;

public sealed class LeasesOnPostgres(RestingPostgresHouse house) : LeaseTests(house), IClassFixture<RestingPostgresHouse>;
