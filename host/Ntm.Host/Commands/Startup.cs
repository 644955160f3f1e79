using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Ntm.Web;

namespace Ntm.Host.Commands;

/// <summary>What an operator reads when the process does not start.</summary>
internal static class Startup
{
    /// <summary>Vietnamese words for a failure that a setting or a file causes; null for a bug.</summary>
    public static string? Explain(Exception failure) =>
        failure switch
        {
            SettingsException settings => "Không khởi động được:"
                + string.Concat(settings.Faults.Select(fault => Environment.NewLine + " - " + fault)),
            IOException { InnerException.InnerException: SocketException } or IOException { InnerException: SocketException } =>
                "Không mở được địa chỉ: cổng đang có chương trình khác dùng. Chọn cổng khác bằng --Host:Address=http://127.0.0.1:5081.",
            InvalidDataException or UnusableDataException => "Không khởi động được, tệp dữ liệu có lỗi:"
                + Environment.NewLine
                + failure.Message,
            OptionsValidationException options => "Không khởi động được, cấu hình sai:"
                + string.Concat(options.Failures.Select(fault => Environment.NewLine + " - " + fault)),
            _ => null,
        };
}
