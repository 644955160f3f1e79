namespace Ntm.Dossier.Domain;

internal enum DossierStatus
{
    Running,
    Recognised,
    Refused,
}
