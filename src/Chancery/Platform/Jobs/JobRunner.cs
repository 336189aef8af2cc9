using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Platform.Jobs;

/// <summary>Does the jobs of one kind. Must be safe to run twice: a crash after the work and before the tick repeats it.</summary>
public abstract class JobHandler
{
    public abstract string Kind { get; }

    /// <summary>Runs in a scope of the job's mission; of every mission when it names none. Saves its own changes.</summary>
    public abstract Task RunAsync(Job job, IServiceProvider services, CancellationToken stop);
}

/// <summary>
/// Takes due jobs by lease and runs them, one at a time on each node; sleeps until the next one is due (5 s at most,
/// since another node may have added one), so that an embargo opens within its second.
/// </summary>
internal sealed partial class JobRunner(
    IServiceScopeFactory scopes, IEnumerable<JobHandler> handlers, TimeProvider clock, ILogger<JobRunner> log) : BackgroundService
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, JobHandler> _handlers = handlers.ToDictionary(h => h.Kind, StringComparer.Ordinal);
    private readonly string _me = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.CreateVersion7():N}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunOneAsync(stoppingToken))
                {
                }
                await Task.Delay(await NapAsync(stoppingToken), clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) // the runner must outlive a database that is away for a while
            {
                LogRunnerFailed(log, failure);
                await Task.Delay(LongestNap, clock, stoppingToken);
            }
        }
    }

    /// <summary>Runs the next due job, if there is one.</summary>
    internal async Task<bool> RunOneAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChanceryDb>();
        if (await TakeAsync(db, _me, stop) is not { } job) return false;

        try
        {
            await using var work = scopes.CreateAsyncScope();
            var mission = work.ServiceProvider.GetRequiredService<MissionScope>();
            if (job.MissionId is { } id) mission.Enter(id);
            else mission.EnterEvery();
            await _handlers[job.Kind].RunAsync(job, work.ServiceProvider, stop);
            await FinishAsync(db, job, stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogJobFailed(log, failure, job.Kind, job.Key);
            var now = clock.GetUtcNow().UtcDateTime;
            var again = now + TimeSpan.FromSeconds(Math.Min(3600, 5 * Math.Pow(2, Math.Min(job.Attempts, 12))));
            await Mine(db, job).ExecuteUpdateAsync(set => set
                .SetProperty(j => j.LeaseUntil, (DateTime?)null)
                .SetProperty(j => j.DueAt, again)
                .SetProperty(j => j.LastError, failure.Message), CancellationToken.None);
        }
        return true;
    }

    /// <summary>
    /// The conditional update decides who gets the job: it changes one row for exactly one of any number of takers.
    /// </summary>
    internal async Task<Job?> TakeAsync(ChanceryDb db, string owner, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var due = await db.Jobs.AsNoTracking()
            .Where(j => j.DoneAt == null && j.DueAt <= now && (j.LeaseUntil == null || j.LeaseUntil < now))
            .OrderBy(j => j.DueAt).Take(5).ToListAsync(stop);
        foreach (var job in due)
        {
            var taken = await db.Jobs
                .Where(j => j.Id == job.Id && j.DoneAt == null && j.LeaseEpoch == job.LeaseEpoch)
                .ExecuteUpdateAsync(set => set
                    .SetProperty(j => j.LeaseOwner, owner)
                    .SetProperty(j => j.LeaseEpoch, job.LeaseEpoch + 1)
                    .SetProperty(j => j.LeaseUntil, now + Lease)
                    .SetProperty(j => j.Attempts, job.Attempts + 1), stop);
            if (taken == 0) continue;
            job.LeaseEpoch++;
            job.LeaseOwner = owner;
            job.Attempts++;
            return job;
        }
        return null;
    }

    /// <summary>False when somebody else has taken the job over meanwhile.</summary>
    internal async Task<bool> FinishAsync(ChanceryDb db, Job job, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await Mine(db, job).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.DoneAt, now)
            .SetProperty(j => j.LeaseUntil, (DateTime?)null)
            .SetProperty(j => j.LastError, (string?)null), stop) > 0;
    }

    private static IQueryable<Job> Mine(ChanceryDb db, Job job) =>
        db.Jobs.Where(j => j.Id == job.Id && j.LeaseOwner == job.LeaseOwner && j.LeaseEpoch == job.LeaseEpoch && j.DoneAt == null);

    private async Task<TimeSpan> NapAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ChanceryDb>();
        var next = await db.Jobs.Where(j => j.DoneAt == null).MinAsync(j => (DateTime?)j.DueAt, stop);
        var nap = (next ?? DateTime.MaxValue) - clock.GetUtcNow().UtcDateTime;
        return nap < TimeSpan.FromMilliseconds(50) ? TimeSpan.FromMilliseconds(50) : nap > LongestNap ? LongestNap : nap;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The job runner stumbled; it goes on")]
    private static partial void LogRunnerFailed(ILogger log, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Kind} {Key} failed; it will be tried again")]
    private static partial void LogJobFailed(ILogger log, Exception failure, string kind, string key);
}
