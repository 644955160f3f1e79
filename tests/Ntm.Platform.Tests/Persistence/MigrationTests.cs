using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Ntm.Host;

namespace Ntm.Platform.Tests.Persistence;

/// <summary>Every service's model on every engine, made as the migration tool makes it.</summary>
public sealed class MigrationTests
{
    public static TheoryData<string> Models => [.. DesignTimeModels.Names];

    [Fact]
    public void Every_service_has_a_model_for_each_of_the_three_engines() =>
        Assert.Equal(PlatformHost.Modules.Count * 3, DesignTimeModels.Names.Count);

    [Theory]
    [MemberData(nameof(Models))]
    public void No_change_of_a_model_waits_for_a_migration(string model)
    {
        using var db = DesignTimeModels.Create(model);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_script_that_may_run_twice_can_be_made(string model)
    {
        using var db = DesignTimeModels.Create(model);
        var options = db.Database.IsSqlite() ? MigrationsSqlGenerationOptions.Script : MigrationsSqlGenerationOptions.Idempotent;

        var script = db.GetService<IMigrator>().GenerateScript(options: options);

        Assert.Contains("Outbox", script, StringComparison.Ordinal);
        Assert.Contains("__EFMigrationsHistory", script, StringComparison.Ordinal);
    }
}
