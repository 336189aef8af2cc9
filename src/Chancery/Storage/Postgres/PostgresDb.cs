using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Chancery.Storage.Postgres;

/// <summary>The model on PostgreSQL: any number of application nodes share it.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options, MissionScope scope) : ChanceryDb(options, scope);

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=design").ForDesign().Options, new MissionScope());
}
