using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ntm.Files;

/// <summary>Registers the store of files; modules in one process share it, since content is kept by its hash.</summary>
public static class FileStoreRegistration
{
    public static IServiceCollection AddFileStore(this IServiceCollection services)
    {
        services.AddOptions<FileStoreOptions>().BindConfiguration(FileStoreOptions.Section)
            .PostConfigure<IConfiguration>((options, configuration) =>
                options.Root = options.Root.Length > 0 || configuration["Data:Folder"] is not { Length: > 0 } data ? options.Root : Path.Combine(data, "files"))
            .ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<IFileStore, FileSystemStore>();
        return services;
    }
}
