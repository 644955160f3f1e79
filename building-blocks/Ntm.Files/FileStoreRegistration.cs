using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Ntm.Web;

namespace Ntm.Files;

/// <summary>Registers the store of files; modules in one process share it, since content is kept by its hash.</summary>
public static class FileStoreRegistration
{
    /// <typeparam name="TReferences">What the service's rows name of the store.</typeparam>
    public static IServiceCollection AddFileStore<TReferences>(this IServiceCollection services)
        where TReferences : class, IFileReferences
    {
        services.AddScoped<IFileReferences, TReferences>();
        services.AddHostedService<OrphanSweep>();
        return services.AddFileStore();
    }

    /// <summary>The store alone; nothing is swept.</summary>
    public static IServiceCollection AddFileStore(this IServiceCollection services)
    {
        services.AddSettings<FileStoreOptions>(
            FileStoreOptions.Section,
            (options, configuration) =>
                options.Root =
                    options.Root.Length > 0 || configuration["Data:Folder"] is not { Length: > 0 } data
                        ? options.Root
                        : Path.Combine(data, "files")
        );
        services.TryAddSingleton<IFileStore, FileSystemStore>();
        services.TryAddSingleton<PartialUploads>();
        services.TryAddSingleton<SecurityLog>();
        services.TryAddSingleton<ClamScanner>();
        services.TryAddSingleton<FileScans>();
        return services;
    }
}
