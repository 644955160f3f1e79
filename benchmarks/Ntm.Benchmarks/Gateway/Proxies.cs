using System.Diagnostics;

namespace Ntm.Benchmarks.Gateway;

/// <summary>A proxy in a process of its own; ended with this object.</summary>
internal sealed class ProxyProcess(Process process, Uri address) : IDisposable
{
    public Uri Address => address;

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}

/// <summary>The two proxies, as alike as their settings allow: connections to the service are kept, nothing is logged a request.</summary>
internal static class Proxies
{
    public static ProxyProcess Nginx(string folder, Uri service)
    {
        var address = Loopback.FreeAddress();
        var file = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(
            file,
            $$"""
            worker_processes 2; daemon off; pid {{folder}}/nginx.pid; error_log {{folder}}/nginx.log;
            events { worker_connections 1024; }
            http {
              access_log off; client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/f;
              uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
              upstream service { server {{service.Authority}}; keepalive 64; }
              server {
                listen {{address.Authority}};
                location / {
                  proxy_pass http://service; proxy_http_version 1.1; proxy_set_header Connection "";
                  proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header Host $host;
                }
              }
            }
            """
        );
        return Start("nginx", ["-c", file, "-e", Path.Combine(folder, "nginx.log")], [], address);
    }

    public static ProxyProcess Gateway(Uri service)
    {
        var address = Loopback.FreeAddress();
        var program = Path.GetFullPath(
            Path.Combine(
                AppContext.BaseDirectory,
                "..",
                "..",
                "..",
                "..",
                "..",
                "gateway",
                "Ntm.Gateway",
                "bin",
                "Release",
                "net10.0",
                "Ntm.Gateway.dll"
            )
        );
        var settings = new Dictionary<string, string>
        {
            ["urls"] = address.AbsoluteUri,
            ["Authentication__Issuer"] = service.AbsoluteUri,
            ["Authentication__MetadataAddress"] = service.AbsoluteUri + "identity/.well-known/openid-configuration",
            ["Logging__LogLevel__Default"] = "None",
        };
        foreach (var cluster in (string[])["identity", "assessment", "planning", "dossier", "notifications"])
        {
            settings[$"ReverseProxy__Clusters__{cluster}__Destinations__a__Address"] = service.AbsoluteUri;
        }

        // One address sends everything here: the limits count on, but refuse nobody.
        foreach (var bucket in (string[])["Address", "Client", "Unit"])
        {
            (settings[$"Gateway__{bucket}__PerSecond"], settings[$"Gateway__{bucket}__Burst"]) = ("100000", "100000");
        }

        return Start("dotnet", [program], settings, address);
    }

    private static ProxyProcess Start(string program, string[] arguments, Dictionary<string, string> settings, Uri address)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ProxyProcess(process, address);
    }
}
