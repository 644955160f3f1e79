using System.Security.Cryptography;
using System.Text;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using Ntm.Testing;

namespace Ntm.Containers.Tests;

/// <summary>The servers of production, in containers of this run's own. Without an engine the start fails, and every test with
/// it.</summary>
public sealed class Servers : IAsyncLifetime
{
    private readonly string password = "Aa1" + RandomNumberGenerator.GetHexString(32);
    private readonly IContainer sqlServer;
    private readonly IContainer postgreSql;
    private readonly IContainer rabbitMq;

    public Servers()
    {
        // Texts compare by code point, as in deploy/sqlserver/init.sql and on the other engines.
        sqlServer = new ContainerBuilder("mcr.microsoft.com/mssql/server:2022-CU21-ubuntu-22.04")
            .WithEnvironment("ACCEPT_EULA", "Y")
            .WithEnvironment("MSSQL_SA_PASSWORD", password)
            .WithEnvironment("MSSQL_COLLATION", "Latin1_General_100_BIN2")
            .WithPortBinding(1433, true)
            .WithWaitStrategy(
                Wait.ForUnixContainer()
                    .UntilCommandIsCompleted(
                        "/opt/mssql-tools18/bin/sqlcmd",
                        "-C",
                        "-b",
                        "-S",
                        "127.0.0.1",
                        "-U",
                        "sa",
                        "-P",
                        password,
                        "-Q",
                        "SELECT 1"
                    )
            )
            .Build();
        postgreSql = new ContainerBuilder("postgres:17.6-bookworm")
            .WithEnvironment("POSTGRES_PASSWORD", password)
            .WithCommand("-c", "max_connections=500")
            .WithPortBinding(5432, true)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilCommandIsCompleted("pg_isready", "-U", "postgres", "-h", "127.0.0.1"))
            .Build();
        rabbitMq = new ContainerBuilder("rabbitmq:4.1.4-management")
            .WithResourceMapping(Encoding.UTF8.GetBytes(RabbitMqServer.Definitions(password)), "/etc/rabbitmq/definitions.json")
            .WithResourceMapping(
                "load_definitions = /etc/rabbitmq/definitions.json\n"u8.ToArray(),
                "/etc/rabbitmq/conf.d/20-definitions.conf"
            )
            .WithPortBinding(5672, true)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilCommandIsCompleted("rabbitmq-diagnostics", "-q", "check_port_connectivity"))
            .Build();
    }

    public async ValueTask InitializeAsync() => await Task.WhenAll(sqlServer.StartAsync(), postgreSql.StartAsync(), rabbitMq.StartAsync());

    /// <summary>The settings of a suite, as environment variables.</summary>
    /// <param name="provider">Engine of the databases: <c>SqlServer</c> or <c>PostgreSql</c>.</param>
    public IReadOnlyDictionary<string, string> EnvironmentFor(string provider) =>
        new Dictionary<string, string>
        {
            ["NTM_TEST_PROVIDER"] = provider,
            ["NTM_TEST_CONNECTION"] =
                provider == "SqlServer"
                    ? $"Server={sqlServer.Hostname},{sqlServer.GetMappedPublicPort(1433)};Database=ntm_{{id}}_{{service}};User "
                        + $"ID=sa;Password={password};TrustServerCertificate=True"
                    : $"Host={postgreSql.Hostname};Port={postgreSql.GetMappedPublicPort(5432)};Database=ntm_{{id}}_{{service}};"
                        + $"Username=postgres;Password={password};No Reset On Close=true;Maximum Pool Size=20",
            ["NTM_TEST_BROKER"] = $"amqp://admin:{password}@{rabbitMq.Hostname}:{rabbitMq.GetMappedPublicPort(5672)}",
        };

    public async ValueTask DisposeAsync()
    {
        await sqlServer.DisposeAsync();
        await postgreSql.DisposeAsync();
        await rabbitMq.DisposeAsync();
    }
}
