using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chancery.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddParity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ParitySetting",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Treatment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ParitySetting", x => x.Id);
                    table.UniqueConstraint("AK_ParitySetting_MissionId_Id", x => new { x.MissionId, x.Id });
                    table.ForeignKey(
                        name: "FK_ParitySetting_Mission_MissionId",
                        column: x => x.MissionId,
                        principalTable: "Mission",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ParityState",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    EditionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Errors = table.Column<int>(type: "integer", nullable: false),
                    Checks = table.Column<int>(type: "integer", nullable: false),
                    Notes = table.Column<int>(type: "integer", nullable: false),
                    Waived = table.Column<int>(type: "integer", nullable: false),
                    Blocking = table.Column<int>(type: "integer", nullable: false),
                    SourceHash = table.Column<string>(type: "text", nullable: false),
                    TargetHash = table.Column<string>(type: "text", nullable: false),
                    CheckedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ParityState", x => x.Id);
                    table.UniqueConstraint("AK_ParityState_MissionId_Id", x => new { x.MissionId, x.Id });
                    table.ForeignKey(
                        name: "FK_ParityState_Edition_MissionId_EditionId",
                        columns: x => new { x.MissionId, x.EditionId },
                        principalTable: "Edition",
                        principalColumns: new[] { "MissionId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ParityState_Mission_MissionId",
                        column: x => x.MissionId,
                        principalTable: "Mission",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Waiver",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    EditionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Rule = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Waiver", x => x.Id);
                    table.UniqueConstraint("AK_Waiver_MissionId_Id", x => new { x.MissionId, x.Id });
                    table.ForeignKey(
                        name: "FK_Waiver_Edition_MissionId_EditionId",
                        columns: x => new { x.MissionId, x.EditionId },
                        principalTable: "Edition",
                        principalColumns: new[] { "MissionId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Waiver_Mission_MissionId",
                        column: x => x.MissionId,
                        principalTable: "Mission",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ParitySetting_MissionId_Kind",
                table: "ParitySetting",
                columns: new[] { "MissionId", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ParityState_EditionId",
                table: "ParityState",
                column: "EditionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ParityState_MissionId_EditionId",
                table: "ParityState",
                columns: new[] { "MissionId", "EditionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Waiver_EditionId_Hash",
                table: "Waiver",
                columns: new[] { "EditionId", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Waiver_MissionId_EditionId",
                table: "Waiver",
                columns: new[] { "MissionId", "EditionId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ParitySetting");

            migrationBuilder.DropTable(
                name: "ParityState");

            migrationBuilder.DropTable(
                name: "Waiver");
        }
    }
}
