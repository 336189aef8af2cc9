using System.Linq.Expressions;
using System.Reflection;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Chancery.Storage;

/// <summary>
/// The one model. Features add their tables by a configuration class beside their records; this class never changes
/// for them. Rows of a mission are seen only while <see cref="MissionScope"/> names that mission, and a row of another
/// mission cannot be written: forgetting the scope shows nothing, never everything. Work for the whole installation has
/// a model of its own without the filter (<see cref="ModelOfScope"/>): "every mission or this one" in one condition
/// keeps SQLite from using any index that begins with the mission.
/// </summary>
public abstract class ChanceryDb(DbContextOptions options, MissionScope scope)
    : IdentityUserContext<Person, Guid>(options), IDataProtectionKeyContext
{
    public const string MissionFilter = "mission";

    // Members, not captured parameters: EF reads them anew for each query.
    internal Guid ScopedMission => scope.MissionId;

    internal bool EveryMission { get; } = scope.TakenForEvery();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.ReplaceService<IModelCacheKeyFactory, ModelOfScope>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Translated>().HaveConversion<TranslatedConverter, TranslatedComparer>();
        configurationBuilder.Properties<decimal>().HavePrecision(18, 4);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ChanceryDb).Assembly);
        foreach (var type in builder.Model.GetEntityTypes().Select(t => t.ClrType).Distinct().ToList())
        {
            if (typeof(IOwnedByMission).IsAssignableFrom(type)) Call(nameof(KeepApart), type, builder);
            if (typeof(IVersioned).IsAssignableFrom(type))
                builder.Entity(type).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
        }
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            if (entry.Entity is IOwnedByMission owned && !EveryMission && owned.MissionId != ScopedMission)
                throw new InvalidOperationException($"{entry.Metadata.ClrType.Name} of another mission may not be written here.");
            if (entry is { State: EntityState.Modified, Entity: IVersioned versioned }) versioned.Version++;
        }
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Only the framework's own rows (the key ring) are saved this way: the journal is chained asynchronously.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        ChangeTracker.Entries().All(e => e.Entity is DataProtectionKey)
            ? base.SaveChanges(acceptAllChangesOnSuccess)
            : throw new NotSupportedException("Save asynchronously: the journal is chained on the way.");

    private void Call(string method, Type type, ModelBuilder model) =>
        typeof(ChanceryDb).GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic)!
            .MakeGenericMethod(type).Invoke(this, [model]);

    private void KeepApart<T>(ModelBuilder model) where T : class, IOwnedByMission
    {
        var entity = model.Entity<T>();
        Expression<Func<T, bool>> seen = row => row.MissionId == ScopedMission;
        if (!EveryMission) entity.HasQueryFilter(MissionFilter, seen);
        entity.HasAlternateKey(row => new { row.MissionId, row.Id });
        entity.HasOne<Mission>().WithMany().HasForeignKey(row => row.MissionId).OnDelete(DeleteBehavior.Restrict);
        entity.Property(row => row.Id).ValueGeneratedNever();
    }
}

/// <summary>Which mission's rows a unit of work may see: one, or (for jobs and commands that say so) all.</summary>
public sealed class MissionScope
{
    public Guid MissionId { get; private set; }

    private bool _every;
    private bool _taken;

    public void Enter(Guid mission) => MissionId = mission;

    /// <summary>
    /// For commands, which work for the whole installation. Said before the scope's context is made: a context keeps
    /// the model that it began with.
    /// </summary>
    /// <exception cref="InvalidOperationException">The scope has its context already.</exception>
    public void EnterEvery() => _every = _taken ? throw new InvalidOperationException("This scope has its context already.") : true;

    internal bool TakenForEvery()
    {
        _taken = true;
        return _every;
    }
}

/// <summary>Two models a database: what one mission sees, and what the whole installation does.</summary>
internal sealed class ModelOfScope : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), context is ChanceryDb { EveryMission: true }, designTime);
}
