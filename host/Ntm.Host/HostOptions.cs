using System.ComponentModel.DataAnnotations;
using Ntm.Web;

namespace Ntm.Host;

/// <summary>How the single process runs; section <c>Host</c>.</summary>
public sealed class HostOptions
{
    public const string Section = "Host";

    /// <summary>
    /// Sample mode: a sample province with made-up people, keys made at first start, and loopback only.
    /// Default true. Set <c>Host__Sample=false</c> for real work; then nothing secret has a default.
    /// </summary>
    public bool Sample { get; set; } = true;

    /// <summary>The one address, <c>http://host:port</c>. Default <c>http://127.0.0.1:5080</c>.</summary>
    public string Address { get; set; } = "http://127.0.0.1:5080";

    /// <summary>Folder of databases, files and keys. Default <c>artifacts/data</c> below the current folder.</summary>
    [Required]
    public string DataFolder { get; set; } = Path.Combine("artifacts", "data");

    private static readonly (string Key, string Meaning)[] Secrets =
    [
        ("Identity:KeyFolder", "thư mục khóa bảo vệ, tách khỏi cơ sở dữ liệu"),
        ("Notifications:Webhooks:KeyFolder", "thư mục khóa bảo vệ bí mật của đăng ký nhận sự kiện, tách khỏi cơ sở dữ liệu"),
        ("Dossier:Receipts:KeyPath", "tệp PEM chứa khóa ECDSA P-256 ký giấy tiếp nhận"),
        ("Audit:KeyPath", "tệp PEM chứa khóa ECDSA P-256 ký mốc nhật ký kiểm toán"),
        ("Portal:KeyPath", "tệp ít nhất 32 byte ngẫu nhiên giữ kín phiên đăng nhập của cổng"),
    ];

    /// <summary>Faults that annotations cannot express, in Vietnamese.</summary>
    /// <param name="options">How the process runs.</param>
    /// <param name="configuration">All settings, for those of the services that have no default outside sample mode.</param>
    internal static IEnumerable<string> Faults(HostOptions options, IConfiguration configuration)
    {
        if (
            !Uri.TryCreate(options.Address, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.AbsolutePath != "/"
        )
        {
            yield return $"Host:Address '{options.Address}' không phải một địa chỉ như http://127.0.0.1:5080.";
        }
        else if (options.Sample && !uri.IsLoopback)
        {
            yield return $"Chế độ mẫu chỉ mở trên máy này: Host:Address phải là 127.0.0.1 hoặc localhost, không phải '{uri.Host}'. "
                + "Muốn mở ra mạng, đặt Host:Sample=false và cấu hình khóa bí mật.";
        }

        foreach (var fault in SampleFaults(options, configuration))
        {
            yield return fault;
        }

        if (configuration["Messaging:Transport"] is { } transport and not "Embedded")
        {
            yield return $"Messaging:Transport '{transport}': máy chủ gộp chỉ chạy Embedded; muốn dùng RabbitMq hãy chạy từng dịch vụ "
                + "riêng.";
        }

        foreach (var (key, meaning) in Secrets.Where(secret => !options.Sample && string.IsNullOrWhiteSpace(configuration[secret.Key])))
        {
            yield return $"Ngoài chế độ mẫu phải đặt {key}: {meaning}.";
        }
    }

    /// <summary>The sample mode has one switch, and what belongs to it is off with it.</summary>
    private static IEnumerable<string> SampleFaults(HostOptions options, IConfiguration configuration)
    {
        if (options.Sample)
        {
            return SampleMode.Faults(configuration);
        }

        string[] settings = [SampleMode.Setting, SampleClock.Setting];
        return settings
            .Where(setting => configuration[setting] is { Length: > 0 } value && value is not ("false" or "False"))
            .Select(setting => $"{setting} chỉ dùng được trong chế độ mẫu; bật chế độ đó bằng Host:Sample=true, không bằng cách khác.");
    }
}
