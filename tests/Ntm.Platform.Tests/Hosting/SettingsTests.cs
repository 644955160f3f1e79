using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Ntm.Contracts.Dossier.V1;
using Ntm.Gateway.Hosting;
using Ntm.Host;
using Ntm.Hosting;
using Ntm.Notifications;
using Ntm.RabbitMq;
using Ntm.ServiceHost;
using Ntm.Web;

namespace Ntm.Platform.Tests.Hosting;

/// <summary>A wrong setting stops the start, together with every other wrong one.</summary>
public sealed class SettingsTests : IDisposable
{
    private static readonly Dictionary<Type, SettingsSection> Sections = Register();

    private readonly string folder = Directory.CreateTempSubdirectory("ntm-settings-").FullName;

    public static TheoryData<Type, string, string> TooSmall
    {
        get
        {
            var data = new TheoryData<Type, string, string>();
            foreach (var (options, path, property) in Bounded())
            {
                data.Add(options, path, Below(property));
            }

            return data;
        }
    }

    [Fact]
    public void Every_options_class_is_checked_before_some_process_starts()
    {
        var declared = Assemblies()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsClass && type.Name.EndsWith("Options", StringComparison.Ordinal))
            .ToList();
        var parts = declared.SelectMany(type => type.GetProperties()).Select(property => property.PropertyType).ToHashSet();

        Assert.NotEmpty(declared);
        Assert.Empty(declared.Except(Sections.Keys).Where(type => !parts.Contains(type)).Select(type => type.FullName));
    }

    [Fact]
    public void Every_number_and_duration_among_the_settings_has_a_range() =>
        Assert.Empty(
            Bounded().Where(setting => setting.Property.GetCustomAttribute<RangeAttribute>() is null).Select(setting => setting.Path)
        );

    [Theory]
    [MemberData(nameof(TooSmall))]
    public void A_value_below_its_range_is_named(Type options, string path, string value)
    {
        var faults = Sections[options].Faults(new ConfigurationBuilder().AddInMemoryCollection([new(path, value)]).Build());

        Assert.Contains(faults, fault => fault.StartsWith(path, StringComparison.Ordinal));
    }

    [Fact]
    public void The_single_process_refuses_to_start_and_names_all_that_is_wrong()
    {
        Dictionary<string, string?> wrong = new()
        {
            ["Host:Address"] = "nowhere",
            ["Messaging:BatchSize"] = "0",
            ["Messaging:Lease"] = "soon",
            ["Persistence:Provider"] = "7",
            ["Persistence:ConnectionString"] = "Data Source=one-for-all.db",
            ["Identity:RefreshTokenLifetime"] = "02:00:00",
            ["Identity:SignInLifetime"] = "01:00:00",
            ["Files:MaximumBytes"] = "0",
            ["Dossier:ReconcileEvery"] = "00:00:01",
        };
        var (builder, _) = PlatformHost.Configure([], own => own.AddInMemoryCollection([.. wrong, new("Host:DataFolder", folder)]));

        var refusal = Assert.Throws<SettingsException>(() => PlatformHost.Build(builder));

        Assert.All(wrong.Keys, key => Assert.Contains(refusal.Faults, fault => fault.Contains(key, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Messaging:BatchSize", "0", 2)]
    [InlineData("Messaging:RabbitMq:Prefetch", "0", 2)]
    [InlineData("Authentication:MetadataAddress", "http://elsewhere/keys", 2)]
    public async Task A_service_alone_ends_with_2_on_a_wrong_setting(string key, string value, int code) =>
        Assert.Equal(
            code,
            await ServiceProcess.RunAsync(
                [
                    "--urls=http://127.0.0.1:0",
                    "--Messaging:Transport=RabbitMq",
                    "--Messaging:RabbitMq:Address=amqp://127.0.0.1:9/ntm",
                    "--Messaging:RabbitMq:UserName=a",
                    "--Messaging:RabbitMq:Password=b",
                    $"--Persistence:ConnectionString=Data Source={folder}/{{service}}.db",
                    $"--Audit:HeadsFolder={folder}/heads",
                    $"--Audit:KeyPath={folder}/audit.pem",
                    "--Authentication:Issuer=http://127.0.0.1:9",
                    "--Authentication:MetadataAddress=http://127.0.0.1:9/keys",
                    $"--{key}={value}",
                ],
                typeof(IDossierEvent).Assembly,
                new NotificationsModule()
            )
        );

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>All that the gateway, a service on its own and the single process register.</summary>
    private static Dictionary<Type, SettingsSection> Register()
    {
        var data = Directory.CreateTempSubdirectory("ntm-settings-").FullName;
        var (host, _) = PlatformHost.Configure([], own => own.AddInMemoryCollection([new("Host:DataFolder", data)]));
        host.AddPlatform(typeof(IDossierEvent).Assembly, [.. PlatformHost.Modules]);
        host.AddRabbitMqTransport();
        var gateway = GatewayProcess.CreateBuilder([]);
        Assert.ThrowsAny<Exception>(() => GatewayProcess.Build(gateway));
        Directory.Delete(data, recursive: true);
        return host
            .Services.Concat(gateway.Services)
            .Select(part => part.ImplementationInstance)
            .OfType<SettingsSection>()
            .DistinctBy(section => section.OptionsType)
            .ToDictionary(section => section.OptionsType);
    }

    private static IEnumerable<Assembly> Assemblies() =>
        PlatformHost
            .Modules.Select(module => module.GetType().Assembly)
            .Concat([
                typeof(Ntm.Hosting.Platform).Assembly,
                typeof(TrustOptions).Assembly,
                typeof(Ntm.Files.FileStoreOptions).Assembly,
                typeof(Ntm.Audit.AuditOptions).Assembly,
                typeof(RabbitMqOptions).Assembly,
                typeof(Ntm.Gateway.GatewayOptions).Assembly,
                typeof(HostOptions).Assembly,
            ])
            .Distinct();

    private static IEnumerable<(Type Options, string Path, PropertyInfo Property)> Bounded() =>
        Sections.Keys.SelectMany(type =>
            Properties(type, (string)type.GetField("Section")!.GetRawConstantValue()!).Select(found => (type, found.Path, found.Property))
        );

    private static IEnumerable<(string Path, PropertyInfo Property)> Properties(Type type, string path) =>
        type.GetProperties()
            .Where(property => property.CanWrite)
            .SelectMany(property =>
                (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
                {
                    { IsPrimitive: true } number when number != typeof(bool) => [($"{path}:{property.Name}", property)],
                    var duration when duration == typeof(TimeSpan) => [($"{path}:{property.Name}", property)],
                    { IsClass: true } part when part.Name.EndsWith("Options", StringComparison.Ordinal) => Properties(
                        part,
                        $"{path}:{property.Name}"
                    ),
                    _ => [],
                }
            );

    private static string Below(PropertyInfo property)
    {
        var least = property.GetCustomAttribute<RangeAttribute>()!.Minimum;
        return least is string duration
            ? (TimeSpan.Parse(duration, CultureInfo.InvariantCulture) - TimeSpan.FromTicks(1)).ToString("c", CultureInfo.InvariantCulture)
            : (Convert.ToInt64(least, CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture);
    }
}
