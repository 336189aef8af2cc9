using Chancery.Features.Stories;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chancery.Features.Parity;

internal static class ParityTables
{
    extension(ChanceryDb db)
    {
        public DbSet<Waiver> Waivers => db.Set<Waiver>();
        public DbSet<ParitySetting> ParitySettings => db.Set<ParitySetting>();
        public DbSet<ParityState> ParityStates => db.Set<ParityState>();
    }
}

internal sealed class WaiverTable : IEntityTypeConfiguration<Waiver>
{
    public void Configure(EntityTypeBuilder<Waiver> builder)
    {
        builder.Property(w => w.Kind).HasMaxLength(40);
        builder.Property(w => w.Rule).HasMaxLength(40);
        builder.Property(w => w.Hash).HasMaxLength(64);
        builder.HasIndex(w => new { w.EditionId, w.Hash }).IsUnique();
        builder.BelongsTo<Waiver, Edition>(w => new { w.MissionId, w.EditionId });
    }
}

internal sealed class ParitySettingTable : IEntityTypeConfiguration<ParitySetting>
{
    public void Configure(EntityTypeBuilder<ParitySetting> builder)
    {
        builder.Property(s => s.Kind).HasMaxLength(40);
        builder.HasIndex(s => new { s.MissionId, s.Kind }).IsUnique();
    }
}

internal sealed class ParityStateTable : IEntityTypeConfiguration<ParityState>
{
    public void Configure(EntityTypeBuilder<ParityState> builder)
    {
        builder.HasIndex(s => s.EditionId).IsUnique();
        builder.BelongsTo<ParityState, Edition>(s => new { s.MissionId, s.EditionId });
    }
}
