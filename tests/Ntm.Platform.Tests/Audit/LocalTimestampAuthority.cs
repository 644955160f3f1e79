using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ntm.Testing;

namespace Ntm.Platform.Tests.Audit;

/// <summary>An RFC 3161 authority on this machine: <c>openssl ts -reply</c> behind a listener, with certificates of its own.</summary>
internal sealed class LocalTimestampAuthority : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ntm-tsa-").FullName;
    private readonly HttpListener listener = new();
    private readonly Task serving;

    public LocalTimestampAuthority()
    {
        MakeCertificates();
        File.WriteAllText(PathOf("serial"), "01\n");
        File.WriteAllText(
            PathOf("tsa.cnf"),
            $"""
            [local]
            serial = {PathOf("serial")}
            signer_cert = {PathOf("tsa.pem")}
            signer_key = {PathOf("tsa.key")}
            certs = {Root}
            signer_digest = sha256
            digests = sha256
            default_policy = 1.2.3.4.1
            ess_cert_id_alg = sha256
            """
        );
        listener.Prefixes.Add(Address);
        listener.Start();
        serving = ServeAsync();
    }

    public string Address { get; } = $"http://127.0.0.1:{Loopback.FreePort()}/";

    /// <summary>File with the certificate that the authority's leads to.</summary>
    public string Root => PathOf("ca.pem");

    /// <summary>Whether it answers with something that is no timestamp.</summary>
    public bool Babbles { get; set; }

    /// <summary>Runs <c>openssl</c> and returns its exit code with what it said.</summary>
    public static async Task<(int Code, string Text)> OpensslAsync(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    public void Dispose()
    {
        listener.Close();
        serving.Wait(Eventually.Limit);
        Directory.Delete(folder, recursive: true);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext request;
            try
            {
                request = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var answer = await AnswerAsync(request.Request);
            request.Response.ContentType = "application/timestamp-reply";
            await request.Response.OutputStream.WriteAsync(answer);
            request.Response.Close();
        }
    }

    private async Task<byte[]> AnswerAsync(HttpListenerRequest request)
    {
        using var query = new MemoryStream();
        await request.InputStream.CopyToAsync(query);
        if (Babbles || request.ContentType != "application/timestamp-query")
        {
            return "no timestamp"u8.ToArray();
        }

        var (asked, answered) = (PathOf("query.tsq"), PathOf("reply.tsr"));
        await File.WriteAllBytesAsync(asked, query.ToArray());
        var (code, text) = await OpensslAsync(
            "ts",
            "-reply",
            "-config",
            PathOf("tsa.cnf"),
            "-section",
            "local",
            "-queryfile",
            asked,
            "-out",
            answered
        );
        return code == 0 ? await File.ReadAllBytesAsync(answered) : throw new InvalidOperationException(text);
    }

    private void MakeCertificates()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var rootKey = RSA.Create(2048);
        var root = new CertificateRequest("CN=Gốc thử", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        root.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(root.PublicKey, false));
        using var authority = root.CreateSelfSigned(now.AddDays(-1), now.AddYears(2));
        using var key = RSA.Create(2048);
        var own = new CertificateRequest("CN=Dấu thời gian thử", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        own.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        own.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        own.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], true));
        own.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(own.PublicKey, false));
        using var signer = own.Create(authority, now.AddDays(-1), now.AddYears(1), [1]);
        File.WriteAllText(Root, authority.ExportCertificatePem());
        File.WriteAllText(PathOf("tsa.pem"), signer.ExportCertificatePem());
        File.WriteAllText(PathOf("tsa.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
