using System.Security.Cryptography;
using System.Text;

namespace Ntm.Dossier.Domain.Submissions;

/// <summary>Reads, and in sample mode makes, the key that signs receipts.</summary>
internal static class ReceiptKey
{
    /// <summary>The key of the options.</summary>
    /// <exception cref="InvalidDataException">The file is absent, unreadable or holds no P-256 private key; the message says
    /// which.</exception>
    public static ECDsa Load(ReceiptKeyOptions options)
    {
        if (options.CreateWhenAbsent && !File.Exists(options.KeyPath))
        {
            Create(options.KeyPath);
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(options.KeyPath));
            if (IsPrivateP256(key))
            {
                return key;
            }
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InvalidDataException($"Không đọc được khóa ký giấy tiếp nhận tại {options.KeyPath}: {broken.Message}", broken);
        }

        key.Dispose();
        throw new InvalidDataException($"Tệp {options.KeyPath} không chứa khóa riêng ECDSA P-256.");
    }

    /// <summary>RFC 7638 thumbprint of the public half; base64url.</summary>
    public static string ThumbprintOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var jwk = $$"""{"crv":"P-256","kty":"EC","x":"{{Encode(point.X!)}}","y":"{{Encode(point.Y!)}}"}""";
        return Encode(SHA256.HashData(Encoding.ASCII.GetBytes(jwk)));
    }

    private static bool IsPrivateP256(ECDsa key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: true);
        return parameters.D is not null && parameters.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value;
    }

    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Written aside and renamed: a process killed half-way must not leave half a key.
        var aside = path + ".new";
        File.Delete(aside);
        using (var file = new FileStream(aside, options))
        {
            file.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path);
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
