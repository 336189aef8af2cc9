using Chancery.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chancery.Platform.Jobs;

/// <summary>
/// Work to be done later: a row in the transaction that wants it. A node takes a job by lease; each taking raises the
/// epoch, and only the holder of the newest epoch may finish it (fencing: a node that slept past its lease cannot).
/// </summary>
public sealed class Job
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Names the handler.</summary>
    public required string Kind { get; init; }

    /// <summary>At most one open job a key: asking twice for the same work is one job.</summary>
    public required string Key { get; init; }

    public Guid? MissionId { get; init; }

    public Guid? SubjectId { get; init; }

    public required DateTime DueAt { get; set; }

    public string? LeaseOwner { get; set; }

    public int LeaseEpoch { get; set; }

    public DateTime? LeaseUntil { get; set; }

    public int Attempts { get; set; }

    public DateTime? DoneAt { get; set; }

    public string? LastError { get; set; }
}

internal static class JobTables
{
    extension(ChanceryDb db)
    {
        public DbSet<Job> Jobs => db.Set<Job>();

        /// <summary>
        /// Wants work that is wanted again and again, in the caller's transaction: one row a key, opened anew each time.
        /// Whoever is at it just now has read what was there before, so the new epoch takes the job from them.
        /// </summary>
        public async Task WantAsync(string kind, string key, Guid mission, Guid subject, DateTime now, CancellationToken stop)
        {
            var job = await db.Jobs.FirstOrDefaultAsync(j => j.Key == key, stop);
            if (job is null)
            {
                // Closed, and outside the transaction: two who want it at once for the first time must not fail each other.
                await db.Database.ExecuteSqlAsync($"""
                    INSERT INTO "Job" ("Id", "Kind", "Key", "MissionId", "SubjectId", "DueAt", "DoneAt", "LeaseEpoch", "Attempts")
                    VALUES ({Guid.CreateVersion7()}, {kind}, {key}, {mission}, {subject}, {now}, {now}, 0, 0) ON CONFLICT ("Key") DO NOTHING
                    """, stop);
                job = await db.Jobs.FirstAsync(j => j.Key == key, stop);
            }
            (job.DueAt, job.DoneAt, job.LeaseOwner, job.LeaseUntil, job.Attempts) = (now, null, null, null, 0);
            job.LeaseEpoch++;
            // All of it, also what looks unchanged: a runner may have taken or finished it since it was read.
            var row = db.Entry(job);
            foreach (var name in (string[])[nameof(Job.DueAt), nameof(Job.DoneAt), nameof(Job.LeaseOwner), nameof(Job.LeaseUntil), nameof(Job.Attempts)])
                row.Property(name).IsModified = true;
        }
    }
}

internal sealed class JobTable : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.Property(j => j.Id).ValueGeneratedNever();
        builder.Property(j => j.Key).HasMaxLength(200);
        builder.HasIndex(j => j.Key).IsUnique();
        builder.HasIndex(j => new { j.DoneAt, j.DueAt });
    }
}
