using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ntm.Web;

/// <summary>Parts that exist in sample mode only: made-up people, and a clock that can be set.</summary>
public static class SampleMode
{
    /// <summary>Setting that turns it on.</summary>
    public const string Setting = "Data:Sample";

    /// <summary>Whether a legal source is made up: the numbers of such documents begin with MẪU, which no authority's do.</summary>
    public static bool IsSample(string source) => source.Contains("MẪU-", StringComparison.Ordinal);

    /// <summary>Id of a sample account. It follows from the name, so that each service knows the people of the sample.</summary>
    /// <param name="userName">Name to sign in with.</param>
    public static Guid AccountOf(string userName)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes("ntm-sample:" + userName), hash);
        (hash[6], hash[8]) = ((byte)((hash[6] & 0x0f) | 0x80), (byte)((hash[8] & 0x3f) | 0x80));
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>All that is wrong with the settings of the sample mode, in Vietnamese.</summary>
    public static IEnumerable<string> Faults(IConfiguration configuration)
    {
        if (!configuration.GetValue<bool>(Setting))
        {
            if (configuration[SampleClock.Setting] is { Length: > 0 })
            {
                yield return $"{SampleClock.Setting} chỉ dùng được trong chế độ mẫu ({Setting}=true).";
            }

            yield break;
        }

        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]);
        var addresses = (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Concat(endpoints.OfType<string>());
        foreach (var address in addresses.Where(address => !IsOnThisMachine(address)))
        {
            yield return Open(address);
        }
    }

    internal static bool IsOnThisMachine(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;

    internal static string Open(string address) =>
        $"Chế độ mẫu chỉ mở trên máy này: địa chỉ '{address}' không phải 127.0.0.1 hay localhost.";

    internal static void AddSampleMode(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue<bool>(Setting) && builder.Configuration[SampleClock.Setting] is { Length: > 0 } path)
        {
            var clock = new SampleClock(path);
            builder.Services.AddSingleton(clock).AddSingleton<TimeProvider>(clock);
        }

        if (builder.Configuration.GetValue<bool>(Setting))
        {
            builder.Services.AddHostedService<SampleAddresses>();
        }
    }
}
