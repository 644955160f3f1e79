using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ntm.Files;

/// <summary>Asks ClamAV's daemon by its command <c>INSTREAM</c>: pieces with their lengths in front, an empty one at the end, one line
/// back.</summary>
public sealed partial class ClamScanner(IOptions<FileStoreOptions> options, ILogger<ClamScanner> log)
{
    /// <summary>As an audit names it.</summary>
    public const string Name = "ClamAV";

    private const int PieceBytes = 64 * 1024;
    private const int LongestAnswer = 1024;

    private readonly ScannerOptions scanner = options.Value.Scanner;

    /// <summary>Whether there is a scanner.</summary>
    public bool IsOn => scanner.Host.Length > 0;

    /// <summary>Name of what was found, empty when nothing was; null when the scanner gave no answer.</summary>
    public async Task<string?> ScanAsync(Stream content, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(scanner.TimeoutSeconds));
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(scanner.Host, scanner.Port, limit.Token);
            var wire = connection.GetStream();
            await SendAsync(content, wire, limit.Token);
            var answer = await ReadAsync(wire, limit.Token);
            if (Read(answer) is { } found)
            {
                return found;
            }

            Unanswered(log, answer, null);
        }
        catch (Exception failure)
            when (failure is IOException or SocketException
                || (failure is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            Unanswered(log, failure.Message, failure);
        }

        return null;
    }

    private static async Task SendAsync(Stream content, NetworkStream wire, CancellationToken cancellation)
    {
        await wire.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellation);
        var piece = new byte[sizeof(int) + PieceBytes];
        int read;
        do
        {
            read = await content.ReadAsync(piece.AsMemory(sizeof(int)), cancellation);
            BinaryPrimitives.WriteInt32BigEndian(piece, read);
            await wire.WriteAsync(piece.AsMemory(0, sizeof(int) + read), cancellation);
        } while (read > 0);
    }

    private static async Task<string> ReadAsync(NetworkStream wire, CancellationToken cancellation)
    {
        var answer = new byte[LongestAnswer];
        var length = 0;
        int read;
        do
        {
            read = await wire.ReadAsync(answer.AsMemory(length), cancellation);
            length += read;
        } while (read > 0 && Array.IndexOf(answer, (byte)0, 0, length) < 0);

        return Encoding.ASCII.GetString(answer, 0, length).Split('\0', '\n')[0];
    }

    /// <summary><c>stream: OK</c>, <c>stream: Eicar-Signature FOUND</c>; anything else is no answer.</summary>
    private static string? Read(string answer)
    {
        const string Found = " FOUND";
        var said = answer.StartsWith("stream: ", StringComparison.Ordinal) ? answer["stream: ".Length..] : "";
        return said == "OK" ? ""
            : said.EndsWith(Found, StringComparison.Ordinal) && said.Length > Found.Length ? said[..^Found.Length]
            : null;
    }

    [LoggerMessage(9303, LogLevel.Warning, "File scanner: no answer ({Answer}); the file is held until it is scanned")]
    private static partial void Unanswered(ILogger logger, string answer, Exception? failure);
}
