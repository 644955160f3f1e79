using System.Reflection;
using Microsoft.EntityFrameworkCore.Design;
using Ntm.Host;
using Ntm.Persistence;

namespace Ntm.Platform.Tests.Persistence;

/// <summary>Every service's model on every engine, made as the migration tool makes it.</summary>
internal static class DesignTimeModels
{
    private static readonly Dictionary<string, Type> Factories = PlatformHost
        .Modules.SelectMany(module => Assembly.Load(module.GetType().Assembly.GetName().Name + ".Migrations").GetTypes())
        .Where(type =>
            type.GetInterfaces()
                .Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IDesignTimeDbContextFactory<>))
        )
        .ToDictionary(type => type.FullName!);

    /// <summary>As <c>Ntm.Dossier.Migrations.SqliteFactory</c>.</summary>
    public static IReadOnlyList<string> Names => [.. Factories.Keys.Order()];

    public static ServiceDbContext Create(string name)
    {
        var factory = Factories[name];
        var create = factory.GetMethod("CreateDbContext", [typeof(string[])])!;
        return (ServiceDbContext)create.Invoke(Activator.CreateInstance(factory, nonPublic: true), [Array.Empty<string>()])!;
    }
}
