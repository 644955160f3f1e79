using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Ntm.Portal.Sessions;

/// <summary>Reads the secret when the process starts, so that one which is missing is not found by the first person who comes.</summary>
internal sealed class KeyAtStart(PortalKey key) : Microsoft.Extensions.Hosting.IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.FromResult(key);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The portal's secret: seals what the browser keeps for it, and signs its forms.</summary>
public sealed class PortalKey
{
    private const int Shortest = 32;

    private readonly byte[] sealing;
    private readonly byte[] signing;

    public PortalKey(IOptions<PortalOptions> options)
    {
        var secret = Read(options.Value);
        sealing = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "ntm-portal session v1"u8.ToArray());
        signing = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "ntm-portal form v1"u8.ToArray());
    }

    /// <summary>Encrypts a text so that nobody else reads or changes it.</summary>
    public string Seal(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[12 + plain.Length + 16];
        RandomNumberGenerator.Fill(box.AsSpan(0, 12));
        using var cipher = new AesGcm(sealing, 16);
        cipher.Encrypt(box.AsSpan(0, 12), plain, box.AsSpan(12, plain.Length), box.AsSpan(12 + plain.Length));
        return Base64Url.EncodeToString(box);
    }

    /// <summary>Reads a sealed text; null for anything else.</summary>
    public string? Open(string? box)
    {
        if (box is null || box.Length > 1000 || !Base64Url.IsValid(box, out var length) || length < 28)
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(box);
        var plain = new byte[bytes.Length - 28];
        using var cipher = new AesGcm(sealing, 16);
        try
        {
            cipher.Decrypt(bytes.AsSpan(0, 12), bytes.AsSpan(12, plain.Length), bytes.AsSpan(12 + plain.Length), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>What a form carries to show that it is one of the session's own pages.</summary>
    public string FormToken(string session) => Base64Url.EncodeToString(HMACSHA256.HashData(signing, Encoding.UTF8.GetBytes(session)));

    /// <summary>Whether a form carries the session's token.</summary>
    public bool Signed(string session, string? token) =>
        token is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(FormToken(session)), Encoding.UTF8.GetBytes(token));

    private static byte[] Read(PortalOptions options)
    {
        if (options.CreateKeyWhenAbsent && !File.Exists(options.KeyPath))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.KeyPath))!);
            var settings = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                settings.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(options.KeyPath, settings);
            file.Write(RandomNumberGenerator.GetBytes(48));
        }

        byte[] secret;
        try
        {
            secret = File.ReadAllBytes(options.KeyPath);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{options.KeyPath}: không đọc được khóa của cổng: {unread.Message}");
        }

        return secret.Length >= Shortest
            ? secret
            : throw new InvalidDataException($"{options.KeyPath}: khóa của cổng phải dài ít nhất {Shortest} byte.");
    }
}
