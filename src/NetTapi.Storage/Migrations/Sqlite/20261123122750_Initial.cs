using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NetTapi.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "calls",
                columns: table => new
                {
                    serial = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    direction = table.Column<int>(type: "INTEGER", nullable: false),
                    began = table.Column<long>(type: "INTEGER", nullable: false),
                    ended = table.Column<long>(type: "INTEGER", nullable: true),
                    interrupted = table.Column<bool>(type: "INTEGER", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: true),
                    caller_name = table.Column<string>(type: "TEXT", nullable: false),
                    caller_number = table.Column<string>(type: "TEXT", nullable: false),
                    dialled = table.Column<string>(type: "TEXT", nullable: false),
                    open_stays = table.Column<string>(type: "TEXT", nullable: false),
                    timeline = table.Column<string>(type: "TEXT", nullable: false),
                    job_code = table.Column<string>(type: "TEXT", nullable: false, defaultValue: ""),
                    note = table.Column<string>(type: "TEXT", nullable: false, defaultValue: "")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calls", x => x.serial);
                });

            migrationBuilder.CreateTable(
                name: "directory",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directory", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "serials",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    last_reserved = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_serials", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "statuses",
                columns: table => new
                {
                    uid = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_statuses", x => x.uid);
                });

            migrationBuilder.CreateTable(
                name: "stays",
                columns: table => new
                {
                    serial = table.Column<int>(type: "INTEGER", nullable: false),
                    uid = table.Column<string>(type: "TEXT", nullable: false),
                    visit = table.Column<int>(type: "INTEGER", nullable: false),
                    watched = table.Column<bool>(type: "INTEGER", nullable: false),
                    direction = table.Column<int>(type: "INTEGER", nullable: false),
                    began = table.Column<long>(type: "INTEGER", nullable: false),
                    left = table.Column<long>(type: "INTEGER", nullable: false),
                    duration = table.Column<long>(type: "INTEGER", nullable: false),
                    ring_time = table.Column<long>(type: "INTEGER", nullable: false),
                    hold_time = table.Column<long>(type: "INTEGER", nullable: false),
                    parties = table.Column<string>(type: "TEXT", nullable: false),
                    recording_files = table.Column<string>(type: "TEXT", nullable: false),
                    dialled = table.Column<string>(type: "TEXT", nullable: false),
                    caller_number = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stays", x => new { x.serial, x.uid });
                });

            migrationBuilder.CreateIndex(
                name: "ix_calls_open",
                table: "calls",
                column: "serial",
                filter: "ended IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_stays_uid_left",
                table: "stays",
                columns: new[] { "uid", "left" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "calls");

            migrationBuilder.DropTable(
                name: "directory");

            migrationBuilder.DropTable(
                name: "serials");

            migrationBuilder.DropTable(
                name: "statuses");

            migrationBuilder.DropTable(
                name: "stays");
        }
    }
}
