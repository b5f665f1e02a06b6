/** The clinic's clients for its desk: found by their name or their pet's, with how to reach them and what staff should know. */
import { CalendarPlus, Mail, NotebookPen, Phone, Search } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { ClientOut } from "@/api/generated.gen";
import { Button, LinkButton } from "@/design/button";
import { EmptyState } from "@/design/empty-state";
import { TextArea, TextField } from "@/design/field";
import { Avatar, PetPortrait } from "@/design/portrait";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { showToast } from "@/design/toasts";
import { useSettled } from "@/time/use-settled";

import { useListClientsQuery, useSetClientNoteMutation } from "../api";

const PAGE = 20;

function NoteForm({ clinicId, client, onDone }: { clinicId: string; client: ClientOut; onDone: () => void }) {
  const { t } = useTranslation();
  const [note, setNote] = useState(client.private_note ?? "");
  const [save, { isLoading, error }] = useSetClientNoteMutation();
  const keep = async () => {
    const { data } = await save({
      clinicId,
      personId: client.person_id,
      clientNoteIn: { note: note.trim() },
    });
    if (data === undefined) return;
    showToast({ tone: "free", message: t("states.saved") });
    onDone();
  };
  return (
    <form
      noValidate
      className="mt-3 flex w-full flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <TextArea
        label={t("clinics.clients.note")}
        hint={t("clinics.clients.noteHint")}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {error !== undefined && <ProblemNotice problem={error} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="small" tone="solid" isBusy={isLoading}>
          {t("actions.save")}
        </Button>
        <Button size="small" tone="quiet" onClick={onDone}>
          {t("actions.cancel")}
        </Button>
      </div>
    </form>
  );
}

function Client({ clinicId, client, mayNote, mayBook }: ClientListProps & { client: ClientOut }) {
  const { t } = useTranslation();
  const [isWriting, setIsWriting] = useState(false);
  const name = `${client.given_name} ${client.family_name}`.trim() || client.email;
  const link = "inline-flex min-h-8 items-center gap-1.5 hover:underline";
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-4">
      <Avatar name={name} id={client.person_id} />
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-semibold">{name}</p>
        <p className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
          {client.phone !== null && (
            <a href={`tel:${client.phone}`} className={link}>
              <Phone aria-hidden="true" size={14} />
              <span className="tabular">{client.phone}</span>
            </a>
          )}
          <a href={`mailto:${client.email}`} className={link}>
            <Mail aria-hidden="true" size={14} />
            {client.email}
          </a>
        </p>
        {client.private_note !== null && !isWriting && (
          <p className="mt-1 max-w-prose rounded-control bg-accent-wash px-3 py-2 text-sm whitespace-pre-line">
            <span className="sr-only">{t("clinics.clients.note")}: </span>
            {client.private_note}
          </p>
        )}
        {isWriting && <NoteForm clinicId={clinicId} client={client} onDone={() => setIsWriting(false)} />}
      </div>
      <ul className="flex flex-wrap gap-2">
        {client.pets.map((pet) => (
          <li key={pet.id}>
            {mayBook ? (
              <LinkButton
                to={`/desk/${clinicId}/book?pet=${pet.id}`}
                size="small"
                icon={<PetPortrait petId={pet.id} species={pet.species} size="small" />}
                title={t("clinics.clients.bookFor", { pet: pet.name })}
              >
                {pet.name}
                <CalendarPlus aria-label={t("clinics.book")} size={14} className="ml-1.5 inline" />
              </LinkButton>
            ) : (
              <span className="inline-flex items-center gap-2 text-sm">
                <PetPortrait petId={pet.id} species={pet.species} size="small" />
                {pet.name}
              </span>
            )}
          </li>
        ))}
      </ul>
      {mayNote && !isWriting && (
        <Button
          size="small"
          tone="quiet"
          icon={<NotebookPen aria-hidden="true" size={16} />}
          onClick={() => setIsWriting(true)}
        >
          {client.private_note === null ? t("clinics.clients.addNote") : t("clinics.clients.editNote")}
          <span className="sr-only">: {name}</span>
        </Button>
      )}
    </li>
  );
}

function ClientPage(props: ClientListProps & { q: string; after?: string; isFirst: boolean }) {
  const { t } = useTranslation();
  const { clinicId, q, after, isFirst } = props;
  const [showsMore, setShowsMore] = useState(false);
  const { data, error, refetch } = useListClientsQuery({
    clinicId,
    limit: PAGE,
    ...(q !== "" && { q }),
    ...(after !== undefined && { after }),
  });
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={5} className="h-16" />
      </Loading>
    );
  }
  if (isFirst && data.items.length === 0) {
    return (
      <EmptyState
        title={q === "" ? t("clinics.clients.noneYet") : t("clinics.clients.none")}
        species="rabbit"
      >
        {q === "" ? t("clinics.clients.noneYetAdvice") : t("clinics.clients.noneAdvice")}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {data.items.map((client) => (
          <Client key={client.person_id} {...props} client={client} />
        ))}
      </ul>
      {data.next && !showsMore && (
        <div className="mt-6 text-center">
          <Button onClick={() => setShowsMore(true)}>{t("actions.more")}</Button>
        </div>
      )}
      {data.next && showsMore && <ClientPage {...props} after={data.next} isFirst={false} />}
    </>
  );
}

export type ClientListProps = { clinicId: string; mayNote: boolean; mayBook: boolean };

export function ClientList(props: ClientListProps): ReactNode {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const q = useSettled(words.trim());
  return (
    <>
      <div role="search" aria-label={t("clinics.clients.title")} className="mb-6 max-w-form">
        <TextField
          label={t("clinics.clients.find")}
          type="search"
          autoComplete="off"
          icon={<Search aria-hidden="true" size={18} />}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <ClientPage key={q} {...props} q={q} isFirst />
    </>
  );
}
