using Mkr.Model.Data;
using Mkr.Model.Models;
using Mkr.Model.Serving;

namespace Mkr.Tests.Model.Serving;

/// <summary>The small world, a model of known vectors, and a training part from which a user and an item are missing.</summary>
internal sealed class ServedWorld : IDisposable
{
    /// <summary>The user and the item that the training part has nothing of.</summary>
    public const int NewUser = 4, NewItem = 7;

    /// <summary>The length of a vector.</summary>
    public const int Dim = 2;

    public ServedWorld(string model = "bpr-mf", float badScore = 0)
    {
        Interaction[] train =
        [
            .. from user in Enumerable.Range(0, Data.Users.Count)
               where user != NewUser
               from item in Data.Positives[user].ToArray()
               where item != NewItem
               select new Interaction(user, item, IsPositive: true),
        ];
        (Users, Items) = (new float[Data.Users.Count * Dim], new float[Data.Items.Count * Dim]);
        for (int i = 0; i < Users.Length; i++) Users[i] = MathF.Sin(i);
        for (int i = 0; i < Items.Length; i++) Items[i] = MathF.Cos(3 * i);
        if (badScore != 0) Items.AsSpan(0, 3 * Dim).Fill(badScore);
        Split = new DatasetSplit(train, [], []);
        Vectors = new VectorRecommender("vectors", Dim, Users, Items);
        Recommender = new Recommender(ModelCatalog.Find(model), Vectors, new ModelData(Data, Split));
    }

    public RecommendationData Data { get; } = SmallWorld.Create();

    public DatasetSplit Split { get; }

    public float[] Users { get; }

    public float[] Items { get; }

    public VectorRecommender Vectors { get; }

    public Recommender Recommender { get; }

    public void Dispose() => Recommender.Dispose();
}
